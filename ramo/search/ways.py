"""Ways on from a page on which nothing was found; each leads somewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ramo.kit.languages import SOURCE_LANGUAGE, said
from ramo.vocabularies.models import Area, District

from .addresses import address
from .data import Distance, SearchQuery, SearchResults
from .near import NearOccupation

_WORK = "employment"  # where occupations belong
_MOST, _LIMITS = 4, 2  # choices on a page, and how many of them are the same question with other limits


@dataclass(frozen=True, slots=True)
class Aids:
    """What was looked up for a question that found nothing."""

    close_words: tuple[str, ...] = ()
    occupations: tuple[NearOccupation, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A way on when nothing was found; `language` of its title where that may not be the reader's."""

    icon: str
    title: str
    note: str
    address: str
    language: str = ""


def ways(results: SearchResults, aids: Aids, areas: Mapping[str, Area]) -> Iterator[Way]:
    if results.total:
        return
    words = [_to_word(each.label, _beside(each.count)) for each in aids.occupations]
    words += [_to_word(each, _("a word spelled much like yours")) for each in aids.close_words]
    yield from [*islice(_with_other_limits(results), _LIMITS), *words][: _MOST - 1]
    yield _with_questions(results.query, aids, areas)


def _with_other_limits(results: SearchResults) -> Iterator[Way]:
    query, elsewhere = results.query, results.elsewhere
    if query.is_filtered and elsewhere.without_filters:
        bare = address(query.unfiltered)
        yield Way("list", _("Take the filters off"), _found(elsewhere.without_filters), bare)
    if elsewhere.within_50_km:
        yield Way("pin", _("Search within 50 km"), _found(elsewhere.within_50_km), _further(query, Distance.KM_50))
    if query.place and elsewhere.in_district > elsewhere.within_50_km and query.distance != Distance.DISTRICT:
        where = {"found": _found(elsewhere.in_district), "name": _name_of(query.place.district)}
        note = _("%(found)s in the district of %(name)s") % where
        yield Way("pin", _("Search the whole district"), note, _further(query, Distance.DISTRICT))
    if elsewhere.in_country:
        note = _found(elsewhere.in_country)
        yield Way("map", _("Search the whole country"), note, _further(query, Distance.COUNTRY))
    if elsewhere.anywhere and not (elsewhere.in_country or elsewhere.without_filters):
        bare = address(SearchQuery(text=query.text, exact=query.exact))
        yield Way("map", _("Search the whole country, without filters"), _found(elsewhere.anywhere), bare)


def _with_questions(query: SearchQuery, aids: Aids, areas: Mapping[str, Area]) -> Way:
    """The page of the area where one was chosen, or where an occupation was sought; else home."""
    note = _("with questions instead of words")
    chosen = query.areas if len(query.areas) == 1 else (_WORK,) if aids.occupations else ()
    for area in (areas[key] for key in chosen if key in areas):
        title = _("Start from “%(area)s”") % {"area": said(area, "plain", get_language())}
        return Way(area.icon, title, note, reverse("content:area", args=[area.key]))
    return Way("help", _("Start from “What do you need?”"), note, reverse("content:home"))


def _to_word(word: str, note: str) -> Way:
    """Words of the index are Bulgarian, whoever reads."""
    title = _("“%(word)s”") % {"word": word}
    return Way("search", title, note, address(SearchQuery(text=word)), language=SOURCE_LANGUAGE)


def _further(query: SearchQuery, distance: Distance) -> str:
    return address(query, distance=distance)


def _name_of(district: str) -> str:
    found = District.objects.filter(pk=district).first()
    return str(said(found, "name", get_language())) if found else district


def _beside(count: int) -> str:
    return _("a near occupation, %(found)s in the country") % {"found": _found(count)}


def _found(count: int) -> str:
    return ngettext("%(count)d result", "%(count)d results", count) % {"count": count}
