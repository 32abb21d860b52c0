"""The only door to the catalogue: cards are filed, marked as confirmed, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import Field

from ramo.vocabularies.bulk import insert

from .data import Card
from .filing import Lookups, row
from .models import CardNews, IndexCard

BATCH = 500


@dataclass(frozen=True, slots=True)
class Trust:
    """The dated columns of a thing, after somebody confirmed it."""

    verified_on: date | None
    verified_as: str = ""
    valid_until: date | None = None
    source_label: str = ""
    source_url: str = ""


def file_card(card: Card) -> None:
    """Files a card, in place of the one of the same kind and key."""
    file_cards([card])


@transaction.atomic
def file_cards(cards: Iterable[Card]) -> int:
    """Files many cards in batches; how many. The last of two with the same kind and key stands."""
    remaining, filed = iter(cards), set[tuple[str, str]]()
    while latest := {(card.kind, card.key): card for card in islice(remaining, BATCH)}:
        lookups = Lookups.for_cards(list(latest.values()))
        insert([row(card, lookups) for card in latest.values()], unique=["kind", "key"], update=_columns())
        filed.update(latest)
    return len(filed)


def withdraw_card(*, kind: str, key: str) -> bool:
    """Whether there was such a card."""
    return withdraw_cards(kind=kind, keys=[key]) > 0


def set_trust(*, kind: str, key: str, trust: Trust) -> bool:
    """Dates a card anew without analysing its text; whether there was one."""
    return (
        IndexCard.objects.filter(kind=kind, key=key).update(
            verified_on=trust.verified_on,
            verified_as=trust.verified_as,
            valid_until=trust.valid_until,
            source_label=trust.source_label,
            source_url=trust.source_url,
        )
        > 0
    )


@transaction.atomic
def withdraw_cards(*, kind: str, keys: Iterable[str]) -> int:
    """How many of them there were. What is withdrawn before anybody was told of it is no news."""
    keys = list(keys)
    CardNews.objects.filter(kind=kind, key__in=keys).delete()
    return IndexCard.objects.filter(kind=kind, key__in=keys).delete()[0]


def redate_cards(
    *, kind: str, keys: Iterable[str], valid_until: date | None, verified: tuple[date | None, str] = (None, "")
) -> int:
    """The same dates for many cards; `verified` is when and by whom."""
    verified_on, verified_as = verified
    cards = IndexCard.objects.filter(kind=kind, key__in=list(keys))
    return cards.update(valid_until=valid_until, verified_on=verified_on, verified_as=verified_as)


def take_news(limit: int) -> list[tuple[str, str]]:
    """Kind and key of cards that have become news, each handed out once: they are taken with the caller's transaction.

    No cursor: whatever the order in which transactions end, a row is seen when it stands, and two takers at once
    share the rows.
    """
    first = CardNews.objects.select_for_update(skip_locked=True).order_by("pk")[:limit]
    taken = [(news.pk, news.kind, news.key) for news in first]
    CardNews.objects.filter(pk__in=[pk for pk, _kind, _key in taken]).delete()
    return [(kind, key) for _pk, kind, key in taken]


def _columns() -> list[str]:
    fields = (field for field in IndexCard._meta.get_fields() if isinstance(field, Field))
    return [field.name for field in fields if field.name not in {"id", "kind", "key", "news_at", "stamp"}]
