"""What the search page says of its results: labelled facets, chips, sorting, pages, ways on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ramo.kit.languages import said
from ramo.vocabularies.models import Area

from .addresses import address, archive_address, standing
from .data import PAGE_SIZE, Distance, SearchQuery, SearchResults, Sort
from .groups import COLUMNS, Group, groups
from .rows import Row, row_of
from .ways import Aids, Way, ways

_PAGES_AROUND = 2

SORTS = {
    Sort.RELEVANT: gettext_lazy("most relevant"),
    Sort.NEAREST: gettext_lazy("nearest"),
    Sort.NEWEST: gettext_lazy("newest checked"),
    Sort.EXPIRING: gettext_lazy("expiring soon"),
}


@dataclass(frozen=True, slots=True)
class Link:
    text: str | Promise
    address: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about results that the template only has to print."""

    results: SearchResults
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    chips: tuple[Link, ...]
    sorts: tuple[Link, ...]
    pages: tuple[Link | None, ...]  # None: pages left out between two numbers
    ways: tuple[Way, ...]

    @property
    def where(self) -> str:
        return where(self.results.query)

    @property
    def is_spread(self) -> bool:
        """Whether so many local things were found, in several districts, that a place would help."""
        results, districts = self.results, self.results.facets.districts
        is_local = sum(district.count for district in districts) * 2 > results.total
        return is_local and results.pages > 1 and len(districts) > 1 and not results.query.place

    @property
    def first_number(self) -> int:
        """The place of the page's first result among all."""
        return (self.results.query.page - 1) * PAGE_SIZE + 1

    @property
    def standing_query(self) -> str:
        """For whoever wants to hear of what is new."""
        return standing(self.results.query)

    @property
    def shown_words(self) -> SafeString:
        """„работа шивачка“, „шивач“ и „крояч“: what was looked for where that is not what was typed."""
        reading = self.results.reading
        words = [reading.shown] if reading.is_changed else []
        return _listed([*words, *reading.also])

    @property
    def expired_address(self) -> str:
        return archive_address(self.results.query)

    @property
    def exact_address(self) -> str:
        return address(self.results.query, exact=True)

    @property
    def unfiltered_address(self) -> str:
        query = self.results.query
        return address(SearchQuery(text=query.text, exact=query.exact, sort=query.sort))

    @property
    def previous_address(self) -> str:
        query = self.results.query
        return address(query, page=query.page - 1) if query.page > 1 else ""

    @property
    def next_address(self) -> str:
        query = self.results.query
        return address(query, page=query.page + 1) if query.page < self.results.pages else ""


def page_of(results: SearchResults, aids: Aids) -> Page:
    areas = Area.objects.in_bulk()
    shown = tuple(groups(results, areas))
    return Page(
        results=results,
        rows=tuple(row_of(hit, areas, results.reading.keys) for hit in results.hits),
        groups=shown,
        chips=tuple(_chips(results.query, shown)),
        sorts=tuple(_sorts(results.query)),
        pages=tuple(_pages(results)),
        ways=tuple(ways(results, aids, areas)),
    )


def where(query: SearchQuery) -> str:
    """„до 20 км от Росен дол“; empty where the place narrows nothing."""
    if query.place is None or not query.is_near:
        return ""
    place = {"place": said(query.place, "name", get_language()), "km": query.distance.kilometres}
    if query.distance == Distance.DISTRICT:
        return _("in the district of %(place)s") % place
    return _("within %(km)d km of %(place)s") % place


def _listed(words: Iterable[str]) -> SafeString:
    """Each in quotation marks and bold, the last after an „и“."""
    quoted = [format_html(_("“<b>{}</b>”"), word) for word in words]
    if len(quoted) < 2:
        return format_html_join("", "{}", ((each,) for each in quoted))
    first = format_html_join(", ", "{}", ((each,) for each in quoted[:-1]))
    return format_html(_("{} and {}"), first, quoted[-1])


def _chips(query: SearchQuery, shown: Iterable[Group]) -> Iterator[Link]:
    """One for each filter that is on; its address is the question without it."""
    if where(query):
        yield Link(where(query), address(query, place=None, distance=Distance.KM_20))
    if query.exact:
        yield Link(_("Only my exact words"), address(query, exact=False))
    for group in shown:
        chosen: tuple[str, ...] = getattr(query, COLUMNS[group.name])
        for option in group.options:
            if option.is_chosen:
                rest = tuple(value for value in chosen if value != option.value)
                yield Link(option.label, address(query, **{COLUMNS[group.name]: rest}))


def _sorts(query: SearchQuery) -> Iterator[Link]:
    for sort, text in SORTS.items():
        if sort != Sort.NEAREST or query.place:
            yield Link(text, address(query, sort=sort), is_current=sort == query.sort)


def _pages(results: SearchResults) -> Iterator[Link | None]:
    """First, last and those around the current one."""
    current, last = results.query.page, results.pages
    around = range(max(1, current - _PAGES_AROUND), min(last, current + _PAGES_AROUND) + 1)
    previous = 0
    for number in sorted({1, *around, last}):
        if number > previous + 1:
            yield None
        yield Link(str(number), address(results.query, page=number), is_current=number == current)
        previous = number
