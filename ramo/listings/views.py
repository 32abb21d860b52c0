"""What anybody reads: an offer of any kind, and the lists of each kind."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ramo.design.middleware import ends_at
from ramo.kit.languages import said
from ramo.network.access import public
from ramo.trust.actions import history_of
from ramo.trust.models import State
from ramo.vocabularies.models import Area

from . import labels, lists, pages
from .addresses import address_of
from .cards import whose_phone
from .data import ListingKind
from .facts import facts_of, title_of
from .instead import instead_of
from .lookup import ROOM_OF
from .models import MODELS, FundingCall, Listing
from .places import distance_to
from .reach import may_edit
from .steps import boundary_of, steps_of
from .writing import AREAS


@public
@require_safe
def vacancy(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    return _page(request, ListingKind.VACANCY, pk, slug)


@public
@require_safe
def course(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    return _page(request, ListingKind.COURSE, pk, slug)


@public
@require_safe
def call(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    return _page(request, ListingKind.CALL, pk, slug)


@public
@require_safe
def culture(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    return _page(request, ListingKind.CULTURE, pk, slug)


@public
@require_safe
def vacancies(request: HttpRequest) -> HttpResponse:
    return _list(request, ListingKind.VACANCY)


@public
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    return _list(request, ListingKind.COURSE)


@public
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    return _list(request, ListingKind.CALL)


@public
@require_safe
def products(request: HttpRequest) -> HttpResponse:
    return _list(request, ListingKind.CULTURE)


def _list(request: HttpRequest, kind: ListingKind) -> HttpResponse:
    asked = lists.Asked.of(kind, request.GET)
    found = lists.found(asked)
    facts = {
        "asked": asked,
        "found": found,
        "distances": lists.distances(asked),
        "sorts": lists.sorts(asked),
        "offices": lists.offices(asked),
        "pages": lists.pages_of(asked, found),
        "title": labels.LISTS[kind],
        "area": Area.objects.filter(pk=AREAS[kind]).first(),
        "crumbs": [(str(labels.LISTS[kind]), "")],
    }
    return render(request, "listings/list.html", facts)


def _page(request: HttpRequest, kind: ListingKind, pk: int, slug: str) -> HttpResponse:
    """The words of the address follow the title; an older address leads to the present one."""
    listing: Listing = get_object_or_404(MODELS[kind].objects.whole(), pk=pk)  # type: ignore[attr-defined]
    if refusal := instead_of(request, listing):
        return refusal
    if slug != listing.slug:
        return redirect(address_of(listing), permanent=True)
    response = render(request, f"listings/{kind}.html", _facts(request, listing))
    if isinstance(listing, FundingCall) and listing.closes_at:
        ends_at(response, listing.closes_at)
    return response


def _facts(request: HttpRequest, listing: Listing) -> dict[str, object]:
    known = pages.settlements_of([listing])
    settlements = [known[place] for place in listing.places if place in known]
    title = title_of(listing)
    return {
        "listing": listing,
        "room": ROOM_OF[listing.KIND],
        "kind_label": labels.KINDS[listing.KIND],
        "icon": labels.ICONS[listing.KIND],
        "area": listing.area,
        "title": title,
        "facts": facts_of(listing, settlements, distance_to(request, settlements)),
        "steps": steps_of(listing),
        "boundary": boundary_of(listing).split(". ", 1),
        "whose_phone": whose_phone(listing),
        "group": pages.group_of(listing),
        "keywords": pages.keywords_of(listing, settlements),
        "similar": pages.similar_to(listing),
        "sightings": pages.sightings_of(listing),
        "trust": listing.trust_line(),
        "text_language": listing.language if listing.language != get_language() else "",
        "closes": labels.moment(listing.closes_at) if isinstance(listing, FundingCall) and listing.closes_at else "",
        "full_address": settings.PUBLIC_ADDRESS + address_of(listing),
        "history": [check.verified_on for check in history_of(listing)][1:],
        "state": "" if listing.state == State.PUBLISHED else State(listing.state).label,
        "may_edit": may_edit(request.user, listing),
        "crumbs": [
            (str(said(listing.area, "short", get_language())), reverse("content:area", args=[listing.area_id])),
            (str(labels.LISTS[listing.KIND]), reverse(f"listings:{listing.KIND}_list")),
            (listing.title, ""),
        ],
    }
