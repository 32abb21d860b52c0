"""Whether cards hold words, how well and how far: the parts of SQL and the expressions that several rooms ask by."""

from collections.abc import Sequence
from math import cos, radians, sin

from django.db.models import F, FloatField, Func, Q, Value
from django.db.models.expressions import Case, Expression, When
from django.db.models.functions import ACos, Cos, Greatest, Least, Radians, Sin

from .coverage import Needs
from .data import Distance, Place
from .filing import quoted
from .reading import Keys, Sought

EARTH_RADIUS_KM = 6371.0
LESSER = 0.4  # what a word counts that stands for another of like meaning
TITLE, KEYWORDS, TEXT, PLACE = 1.0, 0.5, 0.33, 0.1  # what a word counts by where it stands: three times in the title
# Made fair to short cards (1: divided by the logarithm of the length).
_RANK = (
    f"ts_rank('{{{{{PLACE},{TEXT},{KEYWORDS},{TITLE}}}}}', keys, "
    "%(keys_{number})s::tsquery, 1) * %(weight_{number})s"
)


class NearestOfMore(Func):
    """The angle between a point (in degrees, after both lists) and the nearest of the further places."""

    template = """(
      SELECT min(acos(greatest(-1.0, least(1.0,
        sin(radians(place.lat)) * sin(radians(here.lat))
        + cos(radians(place.lat)) * cos(radians(here.lat)) * cos(radians(place.lon - here.lon))))))
      FROM (SELECT %(expressions)s) AS here (lats, lons, lat, lon), unnest(here.lats, here.lons) AS place (lat, lon)
    )"""
    output_field = FloatField()


def any_of(keys: Keys) -> str:
    """The text form of a `tsquery`; keys are quoted, so that no typed sign is an operator."""
    return "(" + " | ".join(map(quoted, keys)) + ")"


def all_of(words: Sequence[Sought]) -> str:
    return " & ".join(any_of(word.keys) for word in words)


def enough(words: Sequence[Sought], needs: Needs) -> str:
    """The text form of: all words of any of the sets."""
    return " | ".join("(" + all_of([words[number] for number in each]) + ")" for each in needs)


def score(words: Sequence[Sought]) -> tuple[str, dict[str, object]]:
    """Σ rarity · ts_rank over the words, in SQL with its parameters; words of like meaning count less."""
    asked = [(word.own, word.weight) for word in words]
    asked += [(word.lesser, word.weight * LESSER) for word in words if word.lesser]
    parts = [_RANK.format(number=number) for number in range(len(asked))]
    found: dict[str, object] = {}
    for number, (keys, weight) in enumerate(asked):
        found |= {f"keys_{number}": any_of(keys), f"weight_{number}": weight}
    return " + ".join(parts) or "0.0", found


def distance_km(place: Place) -> Expression:
    """Straight line over the globe to the nearest place of a card, unknown where no point is known."""
    if place.lat is None or place.lon is None:
        return Value(None, output_field=FloatField())
    to_more = NearestOfMore(F("more_lats"), F("more_lons"), Value(place.lat), Value(place.lon)) * EARTH_RADIUS_KM
    return Least(km_to_point(place), Case(When(more_lats__len__gt=0, then=to_more), output_field=FloatField()))


def km_to_point(place: Place) -> Expression:
    """Of any rows with `lat` and `lon`: settlements as well as cards."""
    if place.lat is None or place.lon is None:
        return Value(None, output_field=FloatField())
    latitude, angle = radians(place.lat), Radians(F("lon") - Value(place.lon))
    cosine = Sin(Radians("lat")) * sin(latitude) + Cos(Radians("lat")) * cos(latitude) * Cos(angle)
    # Greatest and Least pass over nulls: a card without a point must not come out at 0 km.
    kilometres = ACos(Greatest(-1.0, Least(1.0, cosine))) * EARTH_RADIUS_KM
    return Case(When(lat__isnull=False, lon__isnull=False, then=kilometres), output_field=FloatField())


def is_near(place: Place, distance: Distance) -> Q:
    """Of cards with their `distance`: within reach, or valid in the whole country."""
    if distance == Distance.DISTRICT:
        return Q(district="") | in_districts([place.district])
    is_there = Q(ekatte=place.ekatte) | Q(more_places__contains=[place.ekatte])
    return Q(district="") | is_there | Q(distance__lte=distance.kilometres)


def in_districts(codes: Sequence[str]) -> Q:
    """With a place in any of them."""
    return Q(district__in=codes) | Q(more_districts__overlap=list(codes))
