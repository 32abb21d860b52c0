"""Pictures at the size of a page; originals and half-sent files have no address."""

from typing import Final

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from ramo.network.access import public

KINDS: Final = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
FOLDER = "images"
FOR_EVER = "public, max-age=31536000, immutable"  # another picture gets another name


@public
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    kind = KINDS.get(name.rpartition(".")[2])
    if kind is None or not all(letter.isalnum() or letter in "._-" for letter in name):
        raise Http404
    try:
        file = default_storage.open(f"{FOLDER}/{name}")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(file, content_type=kind, headers={"Cache-Control": FOR_EVER})
