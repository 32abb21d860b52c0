"""A picture at the size of a page: at most 40,000 bytes, whatever was uploaded."""

from typing import TYPE_CHECKING

from .data import ShownPicture

if TYPE_CHECKING:
    from .models import Picture

HEAVIEST = 40_000
# From the best to what always fits; the first that is light enough is shown.
SPECS = (
    "width-640|format-webp|webpquality-72",
    "width-640|format-webp|webpquality-45",
    "width-480|format-webp|webpquality-40",
    "width-320|format-webp|webpquality-30",
)


def shown(picture: "Picture | None") -> ShownPicture | None:
    if picture is None:
        return None
    for spec in SPECS:
        rendition = picture.get_rendition(spec)
        if rendition.file.size <= HEAVIEST or spec == SPECS[-1]:
            return ShownPicture(rendition.url, rendition.width, rendition.height, picture.alt_bg, picture.alt_en)
    return None
