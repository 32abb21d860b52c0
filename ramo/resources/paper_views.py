"""Any answer or service on one A4 sheet: printed by the browser, or as PDF to keep."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ramo.design.data import ChosenLibrary
from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.access import public
from ramo.search.errors import NothingToPrint
from ramo.search.handout_pdf import handout_pdf
from ramo.search.models import IndexCard
from ramo.search.sheets import HandoutSheet, build_sheet

from .cards import kind_of
from .instead import instead_of_paper
from .models import Need, Resource
from .pages import Easy, address_of, title_of


@public
@require_safe
def need_sheet(request: HttpRequest, key: str) -> HttpResponse:
    return _sheet_page(request, get_object_or_404(Need.objects.whole(), key=key))


@public
@require_safe
def resource_sheet(request: HttpRequest, key: str) -> HttpResponse:
    return _sheet_page(request, get_object_or_404(Resource.objects.whole(), key=key))


@public
@require_safe
def need_pdf(request: HttpRequest, key: str) -> HttpResponse:
    return _pdf(request, get_object_or_404(Need.objects.whole(), key=key))


@public
@require_safe
def resource_pdf(request: HttpRequest, key: str) -> HttpResponse:
    return _pdf(request, get_object_or_404(Resource.objects.whole(), key=key))


def _sheet_page(request: HttpRequest, guide: Need | Resource) -> HttpResponse:
    if refusal := instead_of_paper(request, guide):
        return refusal
    title = title_of(guide)
    kind = kind_of(guide)
    facts = {
        "sheet": _sheet(request, guide),
        "title": title,
        "printed_on": clock.today(),
        "pdf": reverse(f"resources:{kind}_pdf", args=[guide.pk]) + ("?lesno=1" if "lesno" in request.GET else ""),
        "crumbs": [(title, address_of(guide))],
    }
    return render(request, "resources/sheet.html", facts)


def _pdf(request: HttpRequest, guide: Need | Resource) -> HttpResponse:
    if refusal := instead_of_paper(request, guide):
        return refusal
    response = HttpResponse(handout_pdf([_sheet(request, guide)], large=True), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="ramo-{guide.pk}.pdf"'
    return response


def _sheet(request: HttpRequest, guide: Need | Resource) -> HandoutSheet:
    card = get_object_or_404(IndexCard, kind=kind_of(guide), key=guide.pk)
    library: ChosenLibrary | None = getattr(request, "chosen_library", None)
    try:
        sheet = build_sheet(card, library=library, language=get_language() or SOURCE_LANGUAGE)
    except NothingToPrint as refusal:
        raise Http404 from refusal
    easy = Easy.of(guide, request.GET)
    return replace(sheet, steps=tuple(easy.lines)) if easy.is_asked else sheet
