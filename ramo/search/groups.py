"""The filters of the search page: what one may choose, with exact counts; only where there is something to choose."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ramo.kit.languages import said
from ramo.vocabularies.models import Area, District, OccupationGroup

from .data import Deadline, Facet, Freshness, SearchResults
from .kinds import KINDS

MOST_TRADES = 30  # of hundreds, the commonest; and those that are chosen

FRESHNESS: dict[str, str | Promise] = {
    Freshness.CHECKED: gettext_lazy("Checked"),
    Freshness.UNCHECKED: gettext_lazy("Not checked yet"),
}
DEADLINES: dict[str, str | Promise] = {
    Deadline.WEEK: gettext_lazy("within 7 days"),
    Deadline.MONTH: gettext_lazy("within 30 days"),
    Deadline.LATER: gettext_lazy("in more than 30 days"),
    Deadline.OPEN: gettext_lazy("no last day"),
}
COLUMNS = {
    "a": "areas", "k": "kinds", "g": "occupations", "u": "deadlines", "f": "freshness", "r": "districts",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str | Promise
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One facet; `is_long` is put away behind its name, unless something of it is chosen."""

    name: str
    legend: str
    options: tuple[Option, ...]
    is_long: bool = False

    @property
    def is_folded(self) -> bool:
        return self.is_long and not any(option.is_chosen for option in self.options)


def groups(results: SearchResults, areas: Mapping[str, Area]) -> Iterator[Group]:
    facets, language = results.facets, get_language()
    main = tuple(area.key for area in areas.values() if area.is_main)
    area_names = {key: str(said(area, "short", language)) for key, area in areas.items()}
    kind_names = {key: kind.label for key, kind in KINDS.items()}
    yield Group("a", _("Area"), _options(facets.areas, area_names, always=main))
    yield Group("k", _("Kind"), _options(facets.kinds, kind_names))
    if _is_choice(facets.occupations):
        yield Group("g", _("Trade"), _trades(facets.occupations), is_long=True)
    if _is_choice(facet for facet in facets.deadlines if facet.value != Deadline.OPEN or facet.is_chosen):
        yield Group("u", _("Last day to act"), _options(facets.deadlines, DEADLINES))
    yield Group("f", _("Is it checked"), _options(facets.freshness, FRESHNESS))
    if _is_choice(facets.districts):
        names = {each.pk: str(said(each, "name", language)) for each in District.objects.all()}
        yield Group("r", _("District of the country"), _options(facets.districts, names), is_long=True)


def _is_choice(facets: Iterable[Facet]) -> bool:
    found = list(facets)
    return len(found) > 1 or any(facet.is_chosen for facet in found)


def _trades(facets: Iterable[Facet]) -> tuple[Option, ...]:
    """The commonest first; a group that no list names is not shown."""
    some = [facet for number, facet in enumerate(facets) if number < MOST_TRADES or facet.is_chosen]
    named = OccupationGroup.objects.in_bulk([facet.value for facet in some])
    return tuple(
        Option(each.value, str(said(named[each.value], "label", get_language())), each.count, each.is_chosen)
        for each in some
        if each.value in named
    )


def _options(
    facets: Iterable[Facet], names: Mapping[str, str | Promise], always: Iterable[str] = ()
) -> tuple[Option, ...]:
    """In the order of the names; `always`: values shown with 0 too."""
    found = {facet.value: facet for facet in facets}
    shown = [value for value in names if value in found or value in always]
    unnamed = [value for value in found if value not in names]
    empty = Facet("", 0, is_chosen=False)
    return tuple(
        Option(value, names.get(value, value), found.get(value, empty).count, found.get(value, empty).is_chosen)
        for value in [*shown, *unnamed]
    )
