"""SQL expressions over index cards: does it hold a word, how well, how far is it."""

from collections.abc import Sequence
from math import cos, radians, sin

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, FloatField, Func, Q, Value
from django.db.models.expressions import Case, Combinable, Expression, When
from django.db.models.functions import ACos, Cos, Greatest, Least, Radians, Sin

from .coverage import Needs
from .data import Distance, Place
from .filing import quoted
from .reading import Keys, Sought

EARTH_RADIUS_KM = 6371.0
LESSER = 0.4  # what a word counts that stands for another of like meaning
TITLE, KEYWORDS, TEXT, PLACE = 1.0, 0.5, 0.33, 0.1  # what a word counts by where it stands: three times in the title


class NearestOfMore(Func):
    """The angle between a point (in degrees, after both lists) and the nearest of the further places."""

    template = """(
      SELECT min(acos(greatest(-1.0, least(1.0,
        sin(radians(place.lat)) * sin(radians(here.lat))
        + cos(radians(place.lat)) * cos(radians(here.lat)) * cos(radians(place.lon - here.lon))))))
      FROM (SELECT %(expressions)s) AS here (lats, lons, lat, lon), unnest(here.lats, here.lons) AS place (lat, lon)
    )"""
    output_field = FloatField()


class Holds(Func):
    """Whether a card's keys match a `tsquery` in text form."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()


class KeysOf(Func):
    """The keys of the card of a slip, which an index knows."""

    function = "search_keys_of"
    output_field = SearchVectorField()


class IsOneOf(Func):
    """Whether a text is in a list: one parameter, where `IN` would compose hundreds."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY ("
    output_field = BooleanField()


class Rank(Func):
    """`ts_rank` of one word, made fair to short cards (1: divided by the logarithm of the length)."""

    function = "ts_rank"
    template = f"%(function)s('{{{PLACE},{TEXT},{KEYWORDS},{TITLE}}}', %(expressions)s::tsquery, 1)"
    output_field = FloatField()


def any_of(keys: Keys) -> str:
    """The text form of a `tsquery`; keys are quoted, so that no typed sign is an operator."""
    return "(" + " | ".join(map(quoted, keys)) + ")"


def all_of(words: Sequence[Sought]) -> str:
    return " & ".join(any_of(word.keys) for word in words)


def enough(words: Sequence[Sought], needs: Needs) -> str:
    """The text form of: all words of any of the sets."""
    return " | ".join("(" + all_of([words[number] for number in each]) + ")" for each in needs)


def score(words: Sequence[Sought]) -> Combinable:
    """Σ rarity · ts_rank over the words; words of like meaning count less."""
    own = [Rank(F("keys"), Value(any_of(word.own))) * word.weight for word in words]
    lesser = [Rank(F("keys"), Value(any_of(word.lesser))) * (word.weight * LESSER) for word in words if word.lesser]
    return _total([*own, *lesser])


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
    """Within the distance, or valid in the whole country."""
    if distance == Distance.DISTRICT:
        return Q(district="") | in_districts([place.district])
    is_there = Q(ekatte=place.ekatte) | Q(more_places__contains=[place.ekatte])
    return Q(district="") | is_there | Q(distance__lte=distance.kilometres)


def in_districts(codes: Sequence[str]) -> Q:
    """With a place in any of them."""
    return Q(district__in=codes) | Q(more_districts__overlap=list(codes))


def _total(parts: Sequence[Combinable]) -> Combinable:
    total: Combinable = Value(0.0)
    for part in parts:
        total = total + part
    return total
