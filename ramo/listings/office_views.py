"""At the desk: what the labour offices of the library's own municipality offer now."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.network.access import NETWORK, Permission, library_of, require
from ramo.network.territories import offices_of

from . import labels, pages
from .data import ListingKind
from .lookup import ROOM_OF, ROOMS
from .models import MODELS

AT_ONCE = 25


@require_safe
def from_office(request: HttpRequest) -> HttpResponse:
    """Confirmed ones first, then the newest; they go to the hand-out by one press."""
    library = library_of(request.user)
    require(request.user, Permission.USE_DESK, library or NETWORK)
    kind = ROOMS.get(request.GET.get("kind", ""), ListingKind.VACANCY)
    offices = list(offices_of(library)) if library else []
    rows = MODELS[kind].objects.shown().filter(institution__in=offices).whole()  # type: ignore[attr-defined]
    page = Paginator(rows.checked_first(), AT_ONCE).get_page(request.GET.get("page"))
    facts = {
        "offices": offices,
        "kinds": [(ROOM_OF[each], label) for each, label in labels.LISTS.items()],
        "room": ROOM_OF[kind],
        "page": page,
        "entries": list(zip(page, pages.entries_of(list(page), library.settlement if library else None), strict=True)),
        "query": f"kind={ROOM_OF[kind]}&",
        "crumbs": [(_("From our labour office"), "")],
    }
    return render(request, "listings/desk/from_office.html", facts)
