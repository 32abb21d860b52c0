"""Renewals: told 90, 60 and 30 days ahead, once each; and the break when a term ran out."""

from datetime import timedelta

import pytest
import time_machine

from ramo.kit import clock
from ramo.network.actions import close_institution
from ramo.partnerships import actions, jobs
from ramo.partnerships.models import Agreement, RenewalNotice
from ramo.search.models import IndexCard
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import day_off, extend, make_agreement, make_local


def told() -> list[int]:
    return sorted(RenewalNotice.objects.values_list("days", flat=True), reverse=True)


def open_keys() -> set[str]:
    keys = Task.objects.filter(key__startswith="agreement:", settled_at=None).values_list("key", flat=True)
    return {key.split(":", 2)[2] for key in keys}


def follow(days: int) -> None:
    """As the clock does, so many days from now."""
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        jobs.follow_terms()


def test_each_of_the_three_is_told_once(cast: Cast) -> None:
    make_agreement(cast.institution, term={"until": 100})
    for day in range(9, 101):
        follow(day)
    assert told() == [90, 60, 30]
    assert open_keys() == {"renew"}


def test_the_task_is_of_who_minds_the_agreement_and_falls_due_on_the_last_day(cast: Cast) -> None:
    make_agreement(cast.institution, term={"until": 80})
    local = make_local(cast.institution, cast.library, term={"until": 50})
    jobs.follow_terms()
    assert set(Task.objects.values_list("scope", "due_on")) == {("network", day_off(80)), ("district:MON", local.until)}


def test_a_clock_that_stood_still_tells_only_what_is_nearest(cast: Cast) -> None:
    make_agreement(cast.institution, term={"until": 20})
    assert [jobs.follow_terms(), jobs.follow_terms()] == [1, 0]
    assert told() == [30]


def test_before_ninety_days_nobody_is_told(cast: Cast) -> None:
    make_agreement(cast.institution, term={"until": 91})
    assert jobs.follow_terms() == 0
    make_agreement(cast.other_institution, term={"number": "СП-2", "until": None})
    assert jobs.follow_terms() == 0


def test_an_extension_settles_the_task_and_begins_the_reminders_anew(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": 20})
    jobs.follow_terms()
    extend(agreement, day_off(25))
    assert open_keys() == set()
    jobs.follow_terms()
    assert (told(), open_keys()) == ([30, 30], {"renew"})


def test_the_day_after_the_last_one_a_break_opens_for_the_district_and_the_office(cast: Cast) -> None:
    make_local(cast.institution, cast.library, term={"until": 5})
    follow(5)
    assert open_keys() == {"renew"}
    follow(6)
    follow(7)
    assert open_keys() == {"over", "over:office"}
    assert set(Task.objects.filter(settled_at=None).values_list("scope", flat=True)) == {"district:MON", "network"}
    assert told() == [30, 0]
    assert not IndexCard.objects.filter(kind="agreement").exists()


def test_what_was_ended_by_a_person_opens_no_break(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": 200})
    actions.end(agreement, day_off(10), "по взаимно съгласие", by=cast.office)
    follow(1)
    follow(11)
    assert (told(), open_keys()) == ([], set())


def test_a_new_agreement_in_its_place_means_that_nobody_is_told(cast: Cast) -> None:
    make_agreement(cast.institution, term={"until": 20})
    make_agreement(cast.institution, term={"number": "СП-2", "since": 21, "until": 400})
    follow(0)
    follow(22)
    assert told() == []


def test_a_new_agreement_closes_the_break(cast: Cast) -> None:
    make_agreement(cast.institution, term={"until": -2})
    jobs.follow_terms()
    assert open_keys() == {"over"}
    make_agreement(cast.institution, term={"number": "СП-2", "since": -1, "until": 400})
    assert open_keys() == set()


def test_a_partner_that_is_gone_is_told_of_while_the_term_runs(cast: Cast) -> None:
    agreement = make_agreement(cast.institution)
    close_institution(cast.institution, is_closed=True, by=cast.office)
    jobs.follow_terms()
    assert open_keys() == {"gone"}
    actions.end(agreement, clock.today(), "партньорът е закрит", by=cast.office)
    assert open_keys() == set()


def test_one_that_begins_today_enters_the_catalogue(cast: Cast) -> None:
    make_agreement(cast.institution, term={"since": 2})
    cards = IndexCard.objects.filter(kind="agreement")
    assert not cards.exists()
    follow(2)
    assert cards.all().exists()


@pytest.mark.parametrize("until", [None, 200])
def test_the_stored_last_day_is_what_its_rows_say(cast: Cast, until: int | None) -> None:
    """The column that the database guards is that of the signing, the last extension or the end."""
    agreement = make_agreement(cast.institution, term={"until": until})
    if until:
        extend(agreement, day_off(300))
        extend(agreement, day_off(400))
    for row in Agreement.objects.prefetch_related("annexes"):
        last = [annex.valid_until for annex in row.annexes.all() if annex.valid_until]
        assert row.until == (row.ended_on or (last[-1] if last else row.valid_until))
