"""What searches found becomes letters: the letter and the note that it was written stand or fall together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import override

from ramo.kit import clock
from ramo.mailing.actions import is_dead, send
from ramo.search.addresses import address
from ramo.search.hits import hit
from ramo.search.models import IndexCard

from . import emails
from .actions import stop_all
from .emails import Section
from .models import AlertHit, Cadence, MailedSearch, Reader, SavedSearch
from .questions import query_of
from .wording import in_words

LISTED = 20


def readers_due() -> list[int]:
    """Whose day it is, and who has something to read."""
    untold = AlertHit.objects.filter(told_at=None).values("search")
    due = MailedSearch.objects.due(clock.today()).filter(search__in=untold)
    return list(due.order_by("reader").values_list("reader", flat=True).distinct())


@transaction.atomic
def write_to(pk: int) -> bool:
    """Whether a letter was written. Another writer that has this reader in hand is left to it."""
    reader = Reader.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if reader is None:
        return False
    if is_dead(reader.email):
        stop_all(reader)
        return False
    due = list(reader.searches.due(clock.today()).select_related("search"))
    found = Found.by(mailed.search for mailed in due)
    with override(reader.language):
        sections = list(_sections(due, found))
    if sections:
        send(emails.digest(reader, sections))
    found.mark_told()
    _turn_over(due)
    return bool(sections)


@transaction.atomic
def pass_over() -> int:
    """Searches whose day it is and that found nothing wait for their next day; how many."""
    untold = AlertHit.objects.filter(told_at=None).values("search")
    idle = MailedSearch.objects.due(clock.today()).exclude(search__in=untold)
    return sum(idle.filter(cadence=cadence).update(next_on=cadence.after(clock.today())) for cadence in Cadence)


@dataclass(frozen=True, slots=True)
class Found:
    """What searches found and nobody was told of, as it stood at one moment: just that counts as told afterwards."""

    hits: tuple[AlertHit, ...]

    @classmethod
    def by(cls, searches: Iterable[SavedSearch]) -> Self:
        untold = AlertHit.objects.filter(search__in=list(searches), told_at=None)
        return cls(tuple(untold.order_by("-found_at", "-pk")))

    def cards(self) -> dict[int, list[IndexCard]]:
        """Of each search, newest first; cards that are no longer to be shown are left out."""
        wanted = Q(pk__in=())
        for kind in {each.kind for each in self.hits}:
            wanted |= Q(kind=kind, key__in=[each.key for each in self.hits if each.kind == kind])
        shown = IndexCard.objects.live().filter(wanted, verified_on__isnull=False, recommended=True)
        cards = {(card.kind, card.key): card for card in shown}
        of_search: defaultdict[int, list[IndexCard]] = defaultdict(list)
        for each in self.hits:
            if card := cards.get((each.kind, each.key)):
                of_search[each.search_id].append(card)
        return of_search

    def mark_told(self) -> int:
        told = AlertHit.objects.filter(pk__in=[each.pk for each in self.hits], told_at=None)
        return told.update(told_at=clock.now())


def _turn_over(due: Iterable[MailedSearch]) -> None:
    for mailed in due:
        mailed.next_on = Cadence(mailed.cadence).after(clock.today())
    MailedSearch.objects.bulk_update(due, ["next_on"])


def _sections(due: Iterable[MailedSearch], found: Found) -> Iterator[Section]:
    """A card that two searches found stands under the first."""
    cards_of = found.cards()
    listed: set[int] = set()
    for mailed in due:
        cards = [card for card in cards_of.get(mailed.search_id, ()) if card.pk not in listed]
        listed.update(card.pk for card in cards)
        if cards:
            query = query_of(mailed.search)
            hits = tuple(hit(card) for card in cards[:LISTED])
            all_of_them = f"{settings.PUBLIC_ADDRESS}{address(query)}"
            yield Section(in_words(query), hits, max(0, len(cards) - LISTED), all_of_them)
