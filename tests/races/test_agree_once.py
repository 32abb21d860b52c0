"""Two people extend, end, sign or cover at one moment: one wins, the other is told; with controls."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from ramo.kit import clock
from ramo.partnerships import actions, coverage_actions
from ramo.partnerships.errors import AlreadyEnded, ChangedMeanwhile, CoveredAlready, Overlaps, Refused
from ramo.partnerships.models import Agreement, Annex, Coverage
from ramo.partnerships.tests.factories import (
    agreement_data,
    annex_data,
    day_off,
    local_data,
    make_agreement,
    make_local,
    signing,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def together(acts: Sequence[Callable[[], object]]) -> list[Exception]:
    """What was refused."""
    start = Barrier(len(acts), timeout=30)
    refused: list[Exception] = []

    def press(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except (Refused, IntegrityError, OperationalError) as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        list(threads.map(press, acts))
    return refused


def test_of_those_who_extend_at_once_one_does_and_the_others_are_told_until_when(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": 10})
    wanted = [annex_data(valid_until=day_off(100 + number), seen_until=agreement.until) for number in range(AT_ONCE)]
    refused = together([partial(actions.amend, agreement, data, by=cast.office) for data in wanted])
    assert [type(each) for each in refused] == [ChangedMeanwhile] * (AT_ONCE - 1)
    until = Agreement.objects.get(pk=agreement.pk).until
    assert [annex.valid_until for annex in Annex.objects.all()] == [until]
    assert {each.until for each in refused if isinstance(each, ChangedMeanwhile)} == {until}


def test_one_sending_pressed_several_times_is_one_annex(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": 10})
    data = annex_data(valid_until=day_off(100), seen_until=agreement.until)
    assert together([partial(actions.amend, agreement, data, by=cast.office)] * AT_ONCE) == []
    assert Annex.objects.count() == 1


def test_it_is_ended_once_and_not_extended_past_its_end(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": 10})
    data = annex_data(valid_until=day_off(100), seen_until=agreement.until)
    acts: list[Callable[[], object]] = [
        partial(actions.end, agreement, clock.today(), "по взаимно съгласие", by=cast.office),
        partial(actions.end, agreement, day_off(1), "с предизвестие", by=cast.office),
        partial(actions.amend, agreement, data, by=cast.office),
    ]
    refused = together(acts)
    ended = Agreement.objects.get(pk=agreement.pk)
    assert ended.until == ended.ended_on
    assert AlreadyEnded in {type(each) for each in refused}
    assert {type(each) for each in refused} <= {AlreadyEnded}


def drafts(cast: Cast) -> list[Agreement]:
    return [actions.draft(agreement_data(cast.institution), by=cast.office) for _ in range(AT_ONCE)]


def test_of_overlapping_terms_signed_at_once_one_stands(cast: Cast) -> None:
    signings = [signing(f"СП-{number}", since=number) for number in range(AT_ONCE)]
    acts = [
        partial(actions.sign, drafted, data, verified_as="програмния офис", by=cast.office)
        for drafted, data in zip(drafts(cast), signings, strict=True)
    ]
    refused = together(acts)
    assert [type(each) for each in refused] == [Overlaps] * (AT_ONCE - 1)
    assert Agreement.objects.signed().count() == 1


def test_control_without_the_turn_the_database_alone_keeps_them_apart(cast: Cast) -> None:
    """Written past the door: never two, though who loses may be told by a deadlock instead of a sentence."""

    def write(agreement: Agreement, number: int) -> None:
        days = {"signed_on": clock.today(), "valid_from": day_off(number), "valid_until": day_off(300)}
        with transaction.atomic():
            Agreement.objects.filter(pk=agreement.pk).update(number=f"СП-{number}", until=day_off(300), **days)

    refused = together([partial(write, drafted, number) for number, drafted in enumerate(drafts(cast))])
    assert len(refused) >= AT_ONCE - 1
    assert Agreement.objects.signed().count() <= 1


def test_a_library_put_on_the_list_by_several_stands_there_once(cast: Cast) -> None:
    agreement = make_local(cast.institution, cast.other_library)
    drafted = actions.draft(local_data(cast.institution, cast.library, subject_bg="Друго"), by=cast.office)
    refused = together(
        [partial(coverage_actions.cover, drafted, [cast.library], by=cast.office) for _ in range(AT_ONCE)]
    )
    assert [type(each) for each in refused] == [CoveredAlready] * (AT_ONCE - 1)
    assert Coverage.objects.exclude(agreement=agreement).count() == 1
