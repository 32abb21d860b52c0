"""An offer by the words of its address."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from .data import ListingKind
from .models import MODELS, Listing

# The first part of the address of each kind; never reused for anything else.
ROOMS = {
    "obyava": ListingKind.VACANCY,
    "kurs": ListingKind.COURSE,
    "finansirane": ListingKind.CALL,
    "kultura": ListingKind.CULTURE,
}
ROOM_OF = {kind: room for room, kind in ROOMS.items()}


def listing_or_404(room: str, pk: int) -> Listing:
    if room not in ROOMS:
        raise Http404
    found: Listing = get_object_or_404(MODELS[ROOMS[room]].objects.whole(), pk=pk)  # type: ignore[attr-defined]
    return found
