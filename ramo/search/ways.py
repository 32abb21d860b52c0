"""Ways on from a page on which nothing was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .addresses import address
from .data import Distance, SearchQuery, SearchResults


@dataclass(frozen=True, slots=True)
class Way:
    """A way on when nothing was found."""

    icon: str
    title: str
    note: str
    address: str


def ways(results: SearchResults, close_words: Iterable[str]) -> Iterator[Way]:
    if results.total:
        return
    query, elsewhere = results.query, results.elsewhere
    if query.is_filtered and elsewhere.without_filters:
        bare = address(query, areas=(), kinds=(), districts=(), freshness=())
        yield Way("list", _("Take the filters off"), _found(elsewhere.without_filters), bare)
    if query.is_near and query.distance != Distance.DISTRICT and elsewhere.in_district:
        wider = address(query, distance=Distance.DISTRICT)
        yield Way("pin", _("Search the whole district"), _found(elsewhere.in_district), wider)
    if query.is_near and elsewhere.in_country:
        wider = address(query, distance=Distance.COUNTRY)
        yield Way("map", _("Search the whole country"), _found(elsewhere.in_country), wider)
    if elsewhere.anywhere and not (elsewhere.in_country or elsewhere.without_filters):
        bare = address(SearchQuery(text=query.text, exact=query.exact))
        yield Way("map", _("Search the whole country, without filters"), _found(elsewhere.anywhere), bare)
    for word in close_words:
        note = _("a word spelled much like yours")
        yield Way("search", _("“%(word)s”") % {"word": word}, note, address(SearchQuery(text=word)))
    yield Way(
        "help", _("Start from “What do you need?”"), _("with questions instead of words"), reverse("content:home")
    )


def _found(count: int) -> str:
    return ngettext("%(count)d result", "%(count)d results", count) % {"count": count}
