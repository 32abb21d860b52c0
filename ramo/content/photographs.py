"""A file becomes a picture we dare keep: checked by its header, unpacked once, written anew without its traces."""

import warnings
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .errors import NotAPicture, TooHeavy, TooLarge

MOST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1_600
READ = ("JPEG", "PNG", "WEBP")
_KEPT_AS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85},
}


def made_anew(content: bytes) -> tuple[bytes, str]:
    """Bytes and the ending of their name. Nothing of the sender's file is left but the picture: no place, no camera."""
    image = _opened(content)
    format_name = str(image.format)
    try:
        image.load()
        upright = ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as damage:
        raise NotAPicture(_("The picture is damaged. Save it once more and send it again.")) from damage
    bare = upright.convert("RGBA" if _has_transparency(upright) and format_name != "JPEG" else "RGB")
    bare.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare.info = {}
    written = BytesIO()
    bare.save(written, format=format_name, **_KEPT_AS[format_name])
    return written.getvalue(), {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[format_name]


def _opened(content: bytes) -> Image.Image:
    """Reads the header only; the size it claims decides before anything is unpacked."""
    if len(content) > MOST_BYTES:
        raise TooHeavy(_("The file is heavier than 20 MB. Make it smaller and send it again."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=READ)
    except Image.DecompressionBombError as bomb:
        raise _too_large() from bomb
    except (OSError, SyntaxError, ValueError) as foreign:
        raise NotAPicture(_("Only pictures in JPEG, PNG or WebP can be kept.")) from foreign
    if image.width * image.height > MOST_PIXELS:
        raise _too_large()
    return image


def _too_large() -> TooLarge:
    return TooLarge(_("The picture has more than 40 million pixels. Make it smaller and send it again."))


def _has_transparency(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info
