"""What stands on the paper lists of libraries."""

from dataclasses import dataclass

from django.db.models import Count, Q

from ramo.network.models import Library
from ramo.search.data import Hit, SheetPhone
from ramo.search.hits import hit
from ramo.search.models import IndexCard

from .digests import Found
from .models import PaperSearch
from .questions import query_of
from .wording import in_words


@dataclass(frozen=True, slots=True)
class Printed:
    """A find with whom to call, from the sheet that stands on its card."""

    hit: Hit
    phones: tuple[SheetPhone, ...]


@dataclass(frozen=True, slots=True)
class PaperList:
    paper: PaperSearch
    sought: str
    finds: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Monday:
    """The lists of a library; `shown`: the finds on them, so that what comes later is not lost."""

    lists: tuple[PaperList, ...]
    shown: tuple[int, ...]

    @property
    def to_print(self) -> tuple[PaperList, ...]:
        return tuple(each for each in self.lists if each.finds)


def monday_of(library: Library) -> Monday:
    papers = list(PaperSearch.objects.for_library(library).select_related("search"))
    found = Found.by(paper.search for paper in papers)
    cards_of = found.cards()
    lists = [
        PaperList(paper, in_words(query_of(paper.search)), tuple(map(_printed, cards_of.get(paper.search_id, ()))))
        for paper in papers
    ]
    return Monday(tuple(lists), tuple(each.pk for each in found.hits))


def _printed(card: IndexCard) -> Printed:
    return Printed(hit(card), tuple(card.sheet["phones"]) if card.sheet else ())


def libraries_with_news() -> dict[str, int]:
    """Number of a library → how many of its lists have finds that were not printed."""
    papers = PaperSearch.objects.across_libraries("Monday's tasks are filed for all libraries")
    fresh = papers.filter(Q(search__hits__isnull=False, search__hits__told_at=None)).order_by()
    counted = fresh.values("library").annotate(count=Count("pk", distinct=True))
    return {row["library"]: row["count"] for row in counted}
