"""A typed place becomes a settlement; one name borne by several is asked about, never guessed."""

import re
from dataclasses import dataclass
from itertools import islice, product

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.kit.bulgarian import fold, latin
from ramo.kit.languages import said
from ramo.vocabularies.models import Settlement

from .data import Place

CHOICES = 20
CLOSE_NAMES = 4
_LEAST_SIMILARITY = 0.35
_MAX_READINGS = 200
_EKATTE = re.compile(r"[D\d]\d{4}")  # D: places of the demonstration
# „с. Росен дол, общ. Монтана“ · „гр.Видин“ · „село Абланица, област Ловеч“ · "Rosen dol, mun. Montana"
_KIND = re.compile(r"^(?:(гр|с|ман)\.\s*|(?:(град)|(село)|(манастир))\s+)")
_KINDS = ("гр", "с", "ман")
_QUALIFIER = re.compile(r"\s*,\s*(?:(?:община|общ|област|обл|mun|distr)\b\.?)?\s*|\s+(?:община|общ|област|обл)\b\.?\s*")


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    place: Place
    label: str


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """The place, or those that it may be: bearers of the name, or names spelled much like it."""

    typed: str = ""
    place: Place | None = None
    label: str = ""
    choices: tuple[PlaceChoice, ...] = ()
    is_unknown: bool = False

    @property
    def is_ambiguous(self) -> bool:
        return bool(self.choices) and not self.is_unknown


def look_up(typed: str) -> PlaceAnswer:
    typed = " ".join(typed.split())
    if not typed:
        return PlaceAnswer()
    found = list(_bearers(typed)[:CHOICES])
    if len(found) == 1:
        return PlaceAnswer(typed, _place(found[0]), label(found[0]))
    choices = found or _close(typed)
    return PlaceAnswer(
        typed, choices=tuple(PlaceChoice(_place(each), label(each)) for each in choices), is_unknown=not found
    )


def label(settlement: Settlement) -> str:
    """With municipality and district, in the reader's language; it can be typed back."""
    municipality, language = settlement.municipality, get_language()
    names = {
        "municipality": said(municipality, "name", language),
        "district": said(municipality.district, "name", language),
    }
    name = said(settlement, "name", language)
    shown = f"{settlement.kind_bg} {name}" if name.language == "bg" else str(name)
    return ", ".join(
        [
            shown,
            _("mun. %(municipality)s") % names,
            _("distr. %(district)s") % names,
        ]
    )


def _bearers(typed: str) -> QuerySet[Settlement]:
    listed = Settlement.objects.select_related("municipality__district")
    if _EKATTE.fullmatch(typed):
        return listed.filter(pk=typed)
    name, *qualifiers = _QUALIFIER.split(fold.fold(typed))
    kind, name = _kind_and_name(name)
    readings = Q(name_bg__iexact=name) | Q(name_en__iexact=name) | Q(lower_name__in=_latin_readings(name))
    bearers = listed.annotate(lower_name=Lower("name_bg")).filter(readings)
    if kind:
        bearers = bearers.filter(kind_bg=f"{kind}.")
    for qualifier in filter(None, qualifiers):
        bearers = bearers.filter(_lies_in(qualifier))
    return bearers.order_by("municipality__district__name_bg", "municipality__name_bg", "pk")


def _kind_and_name(name: str) -> tuple[str, str]:
    """„гр. видин“ → ("гр", "видин"); no kind where none was typed."""
    match = _KIND.match(name)
    if match is None:
        return "", name
    short, *words = match.groups()
    kind = short or next(kind for kind, word in zip(_KINDS, words, strict=True) if word)
    return kind, name[match.end() :]


def _lies_in(name: str) -> Q:
    in_municipality = Q(municipality__name_bg__iexact=name) | Q(municipality__name_en__iexact=name)
    district = "municipality__district__name"
    return in_municipality | Q(**{f"{district}_bg__iexact": name}) | Q(**{f"{district}_en__iexact": name})


def _latin_readings(name: str) -> list[str]:
    words = [latin.candidates(word) or [word] for word in name.split()]
    return [" ".join(reading) for reading in islice(product(*words), _MAX_READINGS)]


def _close(typed: str) -> QuerySet[Settlement]:
    name = _kind_and_name(_QUALIFIER.split(fold.fold(typed))[0])[1]
    return (
        Settlement.objects.select_related("municipality__district")
        .annotate(closeness=TrigramSimilarity("name_bg", name))
        .filter(closeness__gte=_LEAST_SIMILARITY)
        .order_by("-closeness", "name_bg")[:CLOSE_NAMES]
    )


def _place(settlement: Settlement) -> Place:
    return Place(
        ekatte=settlement.ekatte,
        name_bg=settlement.name_bg,
        name_en=settlement.name_en,
        district=settlement.municipality.district_id,
        lat=settlement.lat,
        lon=settlement.lon,
    )
