"""The weekly board of a library or a district: printed by the browser, or as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.network.access import public
from ramo.network.models import Library
from ramo.search.data import Distance
from ramo.search.forms import DISTANCES
from ramo.search.page import Link
from ramo.vocabularies.models import District

from .board import STRIPS, Board, board_of
from .board_pdf import Paper, board_pdf

_OFFERED = (Distance.KM_10, Distance.KM_20, Distance.KM_50, Distance.DISTRICT)


@public
@require_safe
def library_board(request: HttpRequest, number: str) -> HttpResponse:
    library, distance = _library(number), _distance(request.GET.get("d", ""))
    address = reverse("listings:library_board", args=[number])
    radii = [
        Link(DISTANCES[each], f"{address}?d={each}", is_current=each == distance)
        for each in (_OFFERED if library.settlement else ())
    ]
    files = {paper: f"{reverse('listings:library_board_pdf', args=[number, paper])}?d={distance}" for paper in Paper}
    return _page(request, board_of(library, distance), files=files, radii=radii)


@public
@require_safe
def library_board_pdf(request: HttpRequest, number: str, paper: str) -> HttpResponse:
    return _file(board_of(_library(number), _distance(request.GET.get("d", ""))), paper, number)


@public
@require_safe
def district_board(request: HttpRequest, code: str) -> HttpResponse:
    district = get_object_or_404(District, pk=code.upper())
    files = {paper: reverse("listings:district_board_pdf", args=[code, paper]) for paper in Paper}
    return _page(request, board_of(district), files=files)


@public
@require_safe
def district_board_pdf(request: HttpRequest, code: str, paper: str) -> HttpResponse:
    return _file(board_of(get_object_or_404(District, pk=code.upper())), paper, code)


def _page(request: HttpRequest, board: Board, **facts: object) -> HttpResponse:
    crumbs = [(_("Vacancies"), reverse("listings:vacancy_list")), (_("Board to print"), "")]
    facts |= {"board": board, "strips": range(STRIPS), "crumbs": crumbs}
    return render(request, "listings/board.html", facts)


def _file(board: Board, paper: str, name: str) -> HttpResponse:
    if paper not in list(Paper):
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="ramo-tablo-{name}-{paper}.pdf"'}
    return HttpResponse(board_pdf(board, Paper(paper)), content_type="application/pdf", headers=headers)


def _library(number: str) -> Library:
    known = Library.objects.select_related("settlement__municipality", "municipality", "district")
    return get_object_or_404(known, pk=number)


def _distance(asked: str) -> Distance:
    return Distance(asked) if asked in list(_OFFERED) else Distance.KM_20
