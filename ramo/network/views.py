"""What anybody reads of libraries: the finder and a place; and the two cookies."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ramo.kit.languages import said
from ramo.search.data import Distance
from ramo.search.forms import DISTANCES
from ramo.search.places import label, look_up
from ramo.vocabularies.models import District, Municipality, Settlement

from . import cookies, finder, maps
from .access import public
from .models import Library, LibraryQuerySet

PAGE_SIZE = 20
LONGEST_QUESTION = 80
DISTRICT_CODE_LENGTH = 3
DISTANCE_CHOICES = {each: DISTANCES[each] for each in Distance if each != Distance.COUNTRY}
DISTRICT_KEY = ((1, "1–59"), (2, "60–99"), (3, "100–149"), (4, "150–199"), (5, gettext_lazy("200 and more")))
MUNICIPALITY_KEY = ((1, "1–4"), (2, "5–9"), (3, "10–19"), (4, "20–29"), (5, gettext_lazy("30 and more")))


@public
@require_safe
def libraries(request: HttpRequest) -> HttpResponse:
    """By name of a place or of a library, narrowed to a district where many bear the name."""
    typed = " ".join(request.GET.get("p", "").split())[:LONGEST_QUESTION]
    code = request.GET.get("o", "")
    district, municipality = _asked_area(code) if code.isalnum() else (None, None)
    crumbs = [(_("Libraries"), reverse("network:libraries") if typed or district else "")]
    if typed:
        return render(request, "network/found.html", {"crumbs": crumbs, **_answer(request, typed, district)})
    if municipality:
        return render(request, "network/municipality.html", _in_municipality(request, municipality))
    if district:
        return render(request, "network/district.html", {"crumbs": crumbs, **_in_district(request, district)})
    districts, outlines = finder.count_by_district(Library.objects.active()), maps.country()
    painted = finder.painted(outlines, districts, finder.BY_DISTRICT)
    facts = {"crumbs": crumbs, "areas": districts, "map": outlines, "painted": painted, "key": DISTRICT_KEY}
    return render(request, "network/libraries.html", facts)


def _asked_area(code: str) -> tuple[District | None, Municipality | None]:
    """A district, or a municipality with its district: their codes differ in length."""
    if len(code) == DISTRICT_CODE_LENGTH:
        return District.objects.filter(pk=code).first(), None
    municipality = Municipality.objects.select_related("district").filter(pk=code).first()
    return (municipality.district, municipality) if municipality else (None, None)


def _answer(request: HttpRequest, typed: str, district: District | None) -> dict[str, Any]:
    """Places and libraries of the name stand beside each other: which was meant is for the reader to say."""
    places = look_up(typed)
    named = finder.named(typed)
    page = _page(request, finder.in_order(named.filter(district=district) if district else named))
    shows_place = places.place and not page.paginator.count
    return {
        "typed": typed,
        "district": district,
        "places": places,
        "around": finder.around(places.place, Distance.KM_20) if places.place and shows_place else None,
        "distances": DISTANCE_CHOICES,
        "districts": finder.count_by_district(named),
        "page": page,
        "name_query": urlencode({"p": typed, **({"o": district.pk} if district else {})}) + "&",
    }


def _in_district(request: HttpRequest, district: District) -> dict[str, Any]:
    """The map stands before the first page only: whoever turns the page has chosen the list."""
    page = _page(request, finder.in_order(finder.listed().filter(district=district)))
    facts = {"district": district, "page": page, "district_query": urlencode({"o": district.pk}) + "&"}
    if page.number > 1:
        return facts
    municipalities, outlines = finder.count_by_municipality(district), maps.of_district(district.pk)
    painted = finder.painted(outlines, municipalities, finder.BY_MUNICIPALITY) if outlines else []
    return {**facts, "areas": municipalities, "map": outlines, "painted": painted, "key": MUNICIPALITY_KEY}


def _in_municipality(request: HttpRequest, municipality: Municipality) -> dict[str, Any]:
    district, address = municipality.district, reverse("network:libraries")
    language = get_language()
    return {
        "municipality": municipality,
        "page": _page(request, finder.in_order(finder.listed().filter(municipality=municipality))),
        "municipality_query": urlencode({"o": municipality.pk}) + "&",
        "crumbs": [
            (_("Libraries"), address),
            (str(said(district, "name", language)), f"{address}?o={district.pk}"),
            (str(said(municipality, "name", language)), ""),
        ],
    }


@public
@require_safe
def place(request: HttpRequest, ekatte: str) -> HttpResponse:
    settlement = get_object_or_404(Settlement.objects.select_related("municipality__district"), pk=ekatte)
    asked = request.GET.get("d", "")
    distance = Distance(asked) if asked in DISTANCE_CHOICES else Distance.KM_20
    facts = {
        "settlement": settlement,
        "label": label(settlement),
        "around": finder.around(finder.place_of(settlement), distance, request.GET.get("page")),
        "distances": DISTANCE_CHOICES,
        "distance_query": urlencode({"d": distance}) + "&",
        "district": settlement.municipality.district,
        "crumbs": [
            (_("Libraries"), reverse("network:libraries")),
            (str(said(settlement, "name", get_language())), ""),
        ],
    }
    return render(request, "network/place.html", facts)


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
    return reverse("content:home")


def _page(request: HttpRequest, found: LibraryQuerySet) -> "Page[Library]":
    return Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
