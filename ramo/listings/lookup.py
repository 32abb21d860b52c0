"""An offer by the words of its address."""

from collections.abc import Sequence

from django.http import Http404
from django.shortcuts import get_object_or_404

from .data import ListingKind
from .models import MODELS, Listing, Sighting

# The first part of the address of each kind; never reused for anything else.
ROOMS = {
    "obyava": ListingKind.VACANCY,
    "kurs": ListingKind.COURSE,
    "finansirane": ListingKind.CALL,
    "kultura": ListingKind.CULTURE,
}
ROOM_OF = {kind: room for room, kind in ROOMS.items()}


def titles_at(source_key: str, external_ids: Sequence[str]) -> list[str]:
    """What a source's own numbers stand for, in their order; one query a kind."""
    seen = Sighting.objects.filter(source_key=source_key, external_id__in=external_ids)
    numbers = {(each.kind, each.listing): each.external_id for each in seen}
    titles: dict[str, str] = {}
    for kind in {kind for kind, _pk in numbers}:
        keys = [pk for each, pk in numbers if each == kind]
        for pk, title in MODELS[kind]._base_manager.filter(pk__in=keys).values_list("pk", "title"):
            titles[numbers[kind, pk]] = title
    return [titles.get(each, each) for each in external_ids]


def listing_or_404(room: str, pk: int) -> Listing:
    if room not in ROOMS:
        raise Http404
    found: Listing = get_object_or_404(MODELS[ROOMS[room]].objects.whole(), pk=pk)  # type: ignore[attr-defined]
    return found
