"""The ways in which sources die: each is told from the others, and none of them harms what stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ramo.harvest.data import Failure
from ramo.harvest.states import Death, Promise, Run, SourceState, Verdict, good_runs, judge
from ramo.kit.fetch import Refusal, Status

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WEEKLY = Promise(timedelta(days=7), min_items=5, max_items=500)
HERE = "https://dbt.example.bg/jobs"


def run(days_ago: float = 0, **facts: object) -> Run:
    at = NOW - timedelta(days=days_ago)
    return Run(**{"at": at, "address": HERE, "seen": 100, "fingerprint": str(days_ago), **facts})  # type: ignore[arg-type]


def fares(*runs: Run, promise: Promise = WEEKLY) -> Verdict:
    return judge(promise, runs, now=NOW)


GOOD = run(1)


def test_whole_plausible_run_may_change_and_retire() -> None:
    assert fares(GOOD, run()) == Verdict(SourceState.OK, may_apply=True, may_mark_gone=True)
    assert fares(run()) == Verdict(SourceState.OK, may_apply=True, may_mark_gone=True)


def test_run_that_did_not_reach_the_last_page_retires_nothing() -> None:
    assert fares(GOOD, run(is_complete=False)) == Verdict(SourceState.OK, may_apply=True)


ZOO = [
    (run(status=Status.UNREACHABLE), SourceState.OK, Death.DEAD_HOST),
    (run(status=Status.NOT_FOUND, code=404), SourceState.LATE, Death.NOT_FOUND),
    (run(status=Status.GONE, code=410), SourceState.GONE, Death.WITHDRAWN),
    (run(status=Status.FAILED, code=500), SourceState.OK, Death.SERVER_ERROR),
    (run(status=Status.BUSY, code=503), SourceState.OK, Death.BUSY),
    (run(status=Status.REFUSED, refusal=Refusal.RESTING), SourceState.OK, Death.BUSY),
    (run(status=Status.WALLED, wall="login"), SourceState.LATE, Death.LOGIN),
    (run(status=Status.WALLED, wall="firewall"), SourceState.LATE, Death.FIREWALL),
    (run(status=Status.REFUSED, refusal=Refusal.ROBOTS), SourceState.LATE, Death.FORBIDDEN),
    (run(status=Status.REFUSED, refusal=Refusal.PRIVATE_ADDRESS), SourceState.LATE, Death.OUT_OF_BOUNDS),
    (run(status=Status.REFUSED, refusal=Refusal.REDIRECT_LOOP), SourceState.LATE, Death.REDIRECT_LOOP),
    (run(status=Status.REFUSED, refusal=Refusal.TOO_MANY_REDIRECTS), SourceState.LATE, Death.REDIRECT_LOOP),
    (run(status=Status.TOO_SLOW), SourceState.OK, Death.SLOW),
    (run(status=Status.TOO_LARGE), SourceState.LATE, Death.HUGE),
    (run(failure=Failure.BOMB), SourceState.LATE, Death.HUGE),
    (run(failure=Failure.TOO_MUCH_MEMORY), SourceState.LATE, Death.HUGE),
    (run(failure=Failure.GARBLED), SourceState.GARBLED, Death.WRONG_LETTERS),
    (run(failure=Failure.NOT_THIS_DIALECT), SourceState.GARBLED, Death.CHANGED_STRUCTURE),
    (run(failure=Failure.UNREADABLE), SourceState.GARBLED, Death.CHANGED_STRUCTURE),
    (run(failure=Failure.ANSWERED_ERROR), SourceState.OK, Death.SERVER_ERROR),
    (run(seen=40, rejected=60), SourceState.GARBLED, Death.CHANGED_STRUCTURE),
    (run(seen=501), SourceState.GARBLED, Death.SWOLLEN),
    (run(seen=0), SourceState.SHRINKING, Death.EMPTY),
    (run(seen=74), SourceState.SHRINKING, Death.SHRUNK),
    (run(seen=4), SourceState.SHRINKING, Death.SHRUNK),
    (run(moved_to="https://other.example.bg/jobs"), SourceState.MOVED, Death.MOVED),
]


@pytest.mark.parametrize(("last", "state", "death"), ZOO)
def test_each_death_is_named_and_changes_nothing(last: Run, state: SourceState, death: Death) -> None:
    assert fares(GOOD, last) == Verdict(state, death)


@pytest.mark.parametrize(("last", "state", "death"), [each for each in ZOO if each[0].seen != 74])
def test_each_death_is_known_without_a_run_before_it(last: Run, state: SourceState, death: Death) -> None:
    verdict = fares(last)
    assert verdict.death is death
    assert not verdict.may_apply
    assert not verdict.may_mark_gone


def test_quarter_fewer_is_believed_and_more_than_that_asked_about() -> None:
    assert fares(GOOD, run(seen=75)).may_mark_gone
    assert not fares(GOOD, run(seen=74)).may_mark_gone


def test_slow_shrinking_is_measured_against_the_last_good_run() -> None:
    """A refused run is no new measure, however often it comes."""
    assert fares(GOOD, run(0.5, seen=60), run(0.3, seen=58), run(seen=57)).death is Death.SHRUNK


def test_empty_source_is_fine_where_nothing_was_promised() -> None:
    quiet = Promise(timedelta(days=7))
    assert judge(quiet, [run(1, seen=0), run(seen=0)], now=NOW).state is SourceState.OK


def test_failing_night_is_no_alarm_and_the_third_in_a_row_is() -> None:
    first, second, third = (run(days, status=Status.UNREACHABLE) for days in (0.3, 0.2, 0))
    assert fares(GOOD, first, second).state is SourceState.OK
    assert fares(GOOD, first, second, third).state is SourceState.LATE


def test_failure_of_an_overdue_source_is_an_alarm_at_once() -> None:
    assert fares(run(8), run(status=Status.UNREACHABLE)).state is SourceState.LATE
    assert fares(run(status=Status.UNREACHABLE)).state is SourceState.LATE


@pytest.mark.parametrize("status", [Status.UNREACHABLE, Status.NOT_FOUND])
def test_source_is_gone_after_three_failures_over_three_days(status: Status) -> None:
    assert fares(run(9), run(3, status=status), run(2, status=status), run(status=status)).state is SourceState.GONE
    assert fares(run(9), run(2, status=status), run(1, status=status), run(status=status)).state is SourceState.LATE
    assert fares(run(9), run(3, status=status), run(status=status)).state is SourceState.LATE


def test_moved_within_its_house_goes_on_and_to_another_house_waits_for_a_person() -> None:
    here = fares(GOOD, run(moved_to="https://dbt.example.bg/new"))
    assert (here.state, here.may_apply, here.may_mark_gone) == (SourceState.MOVED, True, False)
    assert not fares(GOOD, run(moved_to="https://parked.example/")).may_apply


def test_unchanged_source_is_confirmed_for_three_cadences_and_then_frozen() -> None:
    same = [run(days, fingerprint="a") for days in (20, 13, 6)]
    assert fares(*same, run(fingerprint="a")) == Verdict(SourceState.OK, may_apply=True)
    longer = [run(days, fingerprint="a") for days in (22, 15, 8, 1)]
    assert fares(*longer, run(fingerprint="a")) == Verdict(SourceState.FROZEN, Death.FROZEN)
    assert fares(*longer, run(status=Status.NOT_MODIFIED, fingerprint="")) == Verdict(SourceState.FROZEN, Death.FROZEN)
    assert fares(*longer, run(fingerprint="b")).state is SourceState.OK


def test_freeze_is_counted_from_the_last_change() -> None:
    runs = [run(30, fingerprint="a"), run(20, fingerprint="b"), run(10, fingerprint="b")]
    assert fares(*runs, run(fingerprint="b")).state is SourceState.OK


def test_not_modified_confirms_what_stands_and_retires_nothing() -> None:
    assert fares(GOOD, run(status=Status.NOT_MODIFIED)) == Verdict(SourceState.OK, may_apply=True)


def test_source_that_never_ran_is_no_alarm() -> None:
    assert fares() == Verdict(SourceState.OK)


def test_good_run_is_one_that_can_be_compared_with() -> None:
    bad = [
        replace(GOOD, failure=Failure.GARBLED),
        replace(GOOD, status=Status.NOT_MODIFIED),
        replace(GOOD, seen=0),
        replace(GOOD, seen=50),
    ]
    assert good_runs(WEEKLY, [GOOD, *bad]) == [GOOD]


def test_shrunken_run_that_a_person_accepted_is_the_new_measure() -> None:
    accepted = run(0.5, seen=50, is_accepted=True)
    assert fares(GOOD, accepted).may_mark_gone
    assert fares(GOOD, accepted, run(seen=45)).may_mark_gone
