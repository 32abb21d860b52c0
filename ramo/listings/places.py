"""The settlements of an offer: which of them to name first, and how far they are."""

from collections.abc import Sequence
from math import acos, cos, inf, radians, sin
from typing import Protocol

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ramo.design.data import ChosenLibrary
from ramo.network.models import Library
from ramo.search.data import Place
from ramo.search.matching import EARTH_RADIUS_KM
from ramo.vocabularies.models import Settlement

KM_A_DEGREE = 111.0  # rather too few: the box must hold the circle


class Spot(Protocol):
    """A point in degrees; unknown for a few settlements."""

    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...


def nearest_first(settlements: Sequence[Settlement], here: Spot | None) -> list[Settlement]:
    """As the offer names them where nobody stands anywhere."""
    if here is None:
        return list(settlements)
    return sorted(settlements, key=lambda there: _unknown_last(kilometres(here, there)))


def distance_to(request: HttpRequest, settlements: Sequence[Settlement]) -> str:
    """From the library the reader chose to the nearest place: 18 km from Rosen dol."""
    chosen: ChosenLibrary | None = getattr(request, "chosen_library", None)
    if chosen is None or not settlements:
        return ""
    library = Library.objects.select_related("settlement").filter(pk=chosen.number).first()
    here = library.settlement if library else None
    if here is None or here.pk in {there.pk for there in settlements}:
        return ""
    nearest = min(_unknown_last(kilometres(here, there)) for there in settlements)
    if not 0 < nearest < inf:
        return ""
    said = {"km": nearest, "place": chosen.name}
    if len(settlements) > 1:
        return _("the nearest %(km)d km from %(place)s") % said
    return _("%(km)d km from %(place)s") % said


def settlements_within(here: Place, kilometres: float) -> list[str]:
    """EKATTE of all whose point lies so near; the place itself, whatever is known of it."""
    if here.lat is None or here.lon is None:
        return [here.ekatte]
    high = kilometres / KM_A_DEGREE
    wide = high / cos(radians(min(abs(here.lat) + high, 89.0)))
    around = Settlement.objects.filter(
        lat__range=(here.lat - high, here.lat + high), lon__range=(here.lon - wide, here.lon + wide)
    )
    found = [each.pk for each in around if (_straight_line(here, each) or 0) <= kilometres]
    return [here.ekatte, *found]


def distances_from(here: Spot) -> dict[str, float]:
    """EKATTE → kilometres, of every settlement with a point; empty where the place itself has none."""
    points = Settlement.objects.order_by().exclude(lat=None).values_list("pk", "lat", "lon", named=True)
    known = ((each.pk, _straight_line(here, each)) for each in points)
    return {ekatte: line for ekatte, line in known if line is not None}


def kilometres(here: Spot, there: Spot) -> int | None:
    """Whole ones."""
    line = _straight_line(here, there)
    return None if line is None else round(line)


def _straight_line(here: Spot, there: Spot) -> float | None:
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return None
    angle = radians(here.lon - there.lon)
    lat1, lat2 = radians(here.lat), radians(there.lat)
    return EARTH_RADIUS_KM * acos(min(1.0, sin(lat1) * sin(lat2) + cos(lat1) * cos(lat2) * cos(angle)))


def _unknown_last(known: int | None) -> float:
    return inf if known is None else known
