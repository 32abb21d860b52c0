"""What anybody reads of libraries: the finder, a library, a place; and the two cookies."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ramo.kit.languages import said
from ramo.search.places import label, look_up
from ramo.vocabularies.models import Area, District, Settlement

from . import cookies, finder
from .access import public
from .district_map import district_map
from .models import Library, LibraryQuerySet

PAGE_SIZE = 20
NEARBY = 4
LONGEST_QUESTION = 80


@public
@require_safe
def libraries(request: HttpRequest) -> HttpResponse:
    """By name of a place or of a library, narrowed to a district where many bear the name."""
    typed = " ".join(request.GET.get("p", "").split())[:LONGEST_QUESTION]
    code = request.GET.get("o", "")
    district = District.objects.filter(pk=code).first() if code.isalpha() else None
    crumbs = [(_("Libraries"), reverse("network:libraries") if typed or district else "")]
    if typed:
        return render(request, "network/found.html", {"crumbs": crumbs, **_answer(request, typed, district)})
    if district:
        return render(request, "network/district.html", {"crumbs": crumbs, **_in_district(request, district)})
    districts = finder.count_by_district(Library.objects.active())
    facts = {"crumbs": crumbs, "districts": districts, "map": district_map()}
    return render(request, "network/libraries.html", facts)


def _answer(request: HttpRequest, typed: str, district: District | None) -> dict[str, Any]:
    """Places and libraries of the name stand beside each other: which was meant is for the reader to say."""
    places = look_up(typed)
    named = finder.named(typed)
    page = _page(request, finder.in_order(named.filter(district=district) if district else named))
    return {
        "typed": typed,
        "district": district,
        "places": places,
        "near": finder.nearest(places.place) if places.place and not page.paginator.count else [],
        "districts": finder.count_by_district(named),
        "page": page,
        "name_query": urlencode({"p": typed, **({"o": district.pk} if district else {})}) + "&",
    }


def _in_district(request: HttpRequest, district: District) -> dict[str, Any]:
    return {
        "district": district,
        "page": _page(request, finder.in_order(finder.listed().filter(district=district))),
        "district_query": urlencode({"o": district.pk}) + "&",
    }


@public
@require_safe
def place(request: HttpRequest, ekatte: str) -> HttpResponse:
    settlement = get_object_or_404(Settlement.objects.select_related("municipality__district"), pk=ekatte)
    facts = {
        "settlement": settlement,
        "label": label(settlement),
        "near": finder.nearest(finder.place_of(settlement)),
        "district": settlement.municipality.district,
        "crumbs": [
            (_("Libraries"), reverse("network:libraries")),
            (str(said(settlement, "name", get_language())), ""),
        ],
    }
    return render(request, "network/place.html", facts)


@public
@require_safe
def library(request: HttpRequest, number: str) -> HttpResponse:
    """Closed ones keep their page, which says so and leads to the nearest open ones."""
    found = get_object_or_404(
        Library.objects.select_related("settlement__municipality__district", "municipality", "district"), pk=number
    )
    nearby = finder.nearest(finder.place_of(found.settlement), limit=NEARBY, without=number) if found.settlement else []
    facts = {
        "library": found,
        "areas": Area.objects.filter(is_main=True),
        "nearby": nearby,
        "crumbs": _crumbs(found),
    }
    return render(request, "network/library.html", facts)


@public
@csrf_exempt  # a token would make every page private to its reader; the cookie is harmless
@require_POST
def choose_library(request: HttpRequest) -> HttpResponse:
    """An empty number forgets the choice; an unknown one changes nothing."""
    response = HttpResponseRedirect(_back(request))
    number = request.POST.get("number", "")
    is_known = cookies.may_be_number(number) and Library.objects.active().filter(pk=number).exists()
    if not number or is_known:
        cookies.remember_library(response, number)
    return response


@public
@csrf_exempt
@require_POST
def big_type(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(_back(request))
    cookies.remember_big_type(response, request.POST.get("big") == "1")
    return response


def _back(request: HttpRequest) -> str:
    """Where the reader came from, if that is one of our own pages."""
    for address in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
            return address
    return reverse("resources:home")


def _page(request: HttpRequest, found: LibraryQuerySet) -> "Page[Library]":
    return Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))


def _crumbs(found: Library) -> list[tuple[str, str]]:
    finder_address = reverse("network:libraries")
    return [
        (_("Libraries"), finder_address),
        (str(said(found.district, "name", get_language())), f"{finder_address}?o={found.district_id}"),
        (found.place, ""),
    ]
