"""Prints of a library for its own staff, the coordinator of its district and the office."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.network.access import Permission, require
from ramo.network.models import Library

from .paper import STICKERS, sign_pdf, stickers_pdf
from .sign import Sign, sign_of


@require_safe
def door_sign(request: HttpRequest, number: str) -> HttpResponse:
    library = _own(request, number)
    facts = {"sign": sign_of(library), "library": library, "crumbs": _crumbs(library, _("Sign for the door"))}
    return render(request, "signs/sign.html", facts)


@require_safe
def stickers(request: HttpRequest, number: str) -> HttpResponse:
    library = _own(request, number)
    facts = {
        "sign": sign_of(library),
        "library": library,
        "count": range(STICKERS),
        "crumbs": _crumbs(library, _("Stickers")),
    }
    return render(request, "signs/stickers.html", facts)


@require_safe
def door_sign_file(request: HttpRequest, number: str) -> HttpResponse:
    return _file(_own(request, number), sign_pdf, "tabela")


@require_safe
def stickers_file(request: HttpRequest, number: str) -> HttpResponse:
    return _file(_own(request, number), stickers_pdf, "stikeri")


def _own(request: HttpRequest, number: str) -> Library:
    library = get_object_or_404(Library.objects.select_related("settlement", "municipality", "district"), pk=number)
    require(request.user, Permission.EDIT_LIBRARY, library)
    return library


def _file(library: Library, drawn: Callable[[Sign], bytes], name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="ramo-{name}-{library.pk}.pdf"'}
    return HttpResponse(drawn(sign_of(library)), content_type="application/pdf", headers=headers)


def _crumbs(library: Library, title: str) -> list[tuple[str, str]]:
    return [
        (_("Network"), reverse("network:overview")),
        (library.place, reverse("network:library_desk", args=[library.pk])),
        (title, ""),
    ]
