"""Offers that a source still has, or has no more: dates and states of many in a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Least

from ramo.kit import clock
from ramo.search.actions import redate_cards, withdraw_cards
from ramo.trust.models import State

from .batch import write_history
from .models import MODELS, Sighting

ROWS = 5000  # of one statement


def renew(kind: str, keys: Iterable[int], *, vouched_as: str = "") -> int:
    """Current until the source's own date, or the usual term from today; how many got another date.

    What somebody confirmed until a day is not prolonged by a machine that saw it.
    """
    model, today = MODELS[kind], clock.today()
    until = Least(Coalesce(F("said_until"), Value(today + model.USUAL_TERM)), Value(today + model.VALID_FOR))
    count = 0
    for some in chunks(keys):
        rows = model._base_manager.filter(pk__in=some, state=State.PUBLISHED)
        rows.filter(seen_on__lt=today).update(seen_on=today)
        if vouched_as:
            changed = list(rows.values_list("pk", flat=True))
            rows.update(valid_until=until, verified_on=today, verified_as=vouched_as)
            write_history(model._base_manager.filter(pk__in=changed))
        else:
            rows = rows.filter(verified_on=None).exclude(valid_until=until)
            changed = list(rows.values_list("pk", flat=True))
            model._base_manager.filter(pk__in=changed).update(valid_until=until)
        _redate(kind, changed)
        count += len(changed)
    return count


def withdraw_gone(kind: str, keys: Iterable[int]) -> int:
    """Those that no source has any more; how many."""
    model, today, count = MODELS[kind], clock.today(), 0
    for some in chunks(keys):
        still = set(Sighting.objects.standing().filter(kind=kind, listing__in=some).values_list("listing", flat=True))
        gone = model._base_manager.filter(pk__in=set(some) - still, state=State.PUBLISHED)
        ids = list(gone.values_list("pk", flat=True))
        model._base_manager.filter(pk__in=ids).update(state=State.WITHDRAWN, gone_on=today)
        withdraw_cards(kind=kind, keys=map(str, ids))
        count += len(ids)
    return count


def chunks(keys: Iterable[int]) -> Iterator[Sequence[int]]:
    remaining = iter(sorted(set(keys)))
    while some := list(islice(remaining, ROWS)):
        yield some


def _redate(kind: str, keys: Sequence[int]) -> None:
    by_dates: dict[tuple[date | None, date | None, str], list[str]] = defaultdict(list)
    columns = ("pk", "valid_until", "verified_on", "verified_as")
    for pk, until, verified_on, verified_as in MODELS[kind]._base_manager.filter(pk__in=keys).values_list(*columns):
        by_dates[until, verified_on, verified_as].append(str(pk))
    for (until, verified_on, verified_as), some in by_dates.items():
        redate_cards(kind=kind, keys=some, valid_until=until, verified=(verified_on, verified_as))
