"""Pages, pictures and corners for tests of every room above."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ramo.accounts.models import User
from ramo.content.actions import index_of_concepts
from ramo.content.models import ConceptPage, LibraryCorner, Picture
from ramo.network.models import Library
from ramo.resources.tests.factories import make_area

BODY = [
    {"type": "heading", "value": "Защо е нужна"},
    {"type": "paragraph", "value": "<p>Обявата пристига <b>със закъснение</b>.</p>"},
]


def make_concept(slug: str = "employment", *, keywords: tuple[str, ...] = (), **values: Any) -> ConceptPage:
    """Published, and checked by nobody."""
    defaults = {"title": "Е-заетост в библиотеката", "summary_bg": "Какво прави библиотеката.", "body_bg": BODY}
    area = values.pop("area", None) or make_area()
    concept = ConceptPage(slug=slug, area=area, **{**defaults, **values})
    index_of_concepts().add_child(instance=concept)
    if keywords:
        concept.keywords.set(keywords)
    concept.save_revision().publish()
    return ConceptPage.objects.get(pk=concept.pk)


def picture_file(name: str = "hall.jpg", size: tuple[int, int] = (800, 600), **options: Any) -> SimpleUploadedFile:
    """Something with detail in it, so that it has a weight."""
    written = BytesIO()
    kind = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[name.rpartition(".")[2]]
    Image.effect_noise(size, 40).convert("RGB").save(written, kind, **options)
    return SimpleUploadedFile(name, written.getvalue(), f"image/{kind.lower()}")


def make_picture(by: User | None = None, **options: Any) -> Picture:
    return Picture.objects.create(
        title="Читалня", alt_bg="Читалня с две маси", uploaded_by_user=by, file=picture_file(**options)
    )


def make_corner(library: Library, text_bg: str = "Отворени сме за всички.") -> LibraryCorner:
    """Published."""
    corner = LibraryCorner.objects.create(library=library, text_bg=text_bg, live=False)
    corner.save_revision().publish()
    return LibraryCorner.objects.get(pk=corner.pk)
