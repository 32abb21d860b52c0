"""Runs in a child that may do nothing else: a sent file is read by its header, unpacked once, and written anew.

Whatever its codecs need is imported here, where files may still be opened.
"""

import warnings
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, TiffImagePlugin, WebPImagePlugin

__all__ = ["TiffImagePlugin", "WebPImagePlugin", "develop"]

Image.preinit()  # JPEG and PNG
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1_600
FOREIGN, DAMAGED, TOO_LARGE = b"foreign", b"damaged", b"too large"
_READ = ("JPEG", "PNG", "WEBP")
_ENDINGS = {"JPEG": b"jpg", "PNG": b"png", "WEBP": b"webp"}
_KEPT_AS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85},
}
_UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def develop(content: bytes, argument: str) -> bytes:
    """A line with the ending of its name, or with why there is none; then the picture and nothing else of the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=_READ)
    except Image.DecompressionBombError:
        return TOO_LARGE
    except _UNREADABLE:
        return FOREIGN
    if image.width * image.height > MOST_PIXELS:
        return TOO_LARGE
    format_name = str(image.format)
    try:
        bare = _bare(image, may_be_transparent=format_name != "JPEG")
    except _UNREADABLE:
        return DAMAGED
    written = BytesIO()
    bare.save(written, format=format_name, **_KEPT_AS[format_name])
    return _ENDINGS[format_name] + b"\n" + written.getvalue()


def _bare(image: Image.Image, *, may_be_transparent: bool) -> Image.Image:
    """Small before anything else is done with it: a large one is held in memory once."""
    is_transparent = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if may_be_transparent and is_transparent else "RGB"
    if image.mode in {"P", "1", "I;16"}:
        image = image.convert(mode)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = ImageOps.exif_transpose(image).convert(mode)
    bare.info = {}
    return bare
