"""Duties: inherited with local changes, done with evidence, asked for on their rhythm."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from ramo.kit import clock
from ramo.network.actions import leave_network
from ramo.partnerships import actions, coverage_actions, duty_actions, jobs
from ramo.partnerships.data import DutyData, Span
from ramo.partnerships.errors import (
    DayAhead,
    IdentifierInText,
    NoEvidence,
    NotADutyHere,
    NotCovered,
    NotSigned,
)
from ramo.partnerships.models import Agreement, Duty, DutyDone
from ramo.partnerships.owed import Origin, left_out, owed_under
from ramo.partnerships.progress import delivered, progress_of
from ramo.partnerships.rhythms import period_of, periods_in
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import (
    agreement_data,
    day_off,
    done_data,
    extend,
    make_agreement,
    make_done,
    make_duty,
    make_local,
)

TODAY = datetime(2026, 11, 24, 9, tzinfo=clock.COUNTRY_ZONE)


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> object:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def national(cast: Cast) -> Agreement:
    return make_agreement(cast.institution)


@pytest.fixture
def local(cast: Cast, national: Agreement) -> Agreement:
    return make_local(cast.institution, cast.library, parent=national.pk, subject_bg="Местно партньорство")


def data_of(duty: Duty, **changes: object) -> DutyData:
    return DutyData(**{"owes": duty.owes, "what_bg": duty.what_bg, "rhythm": duty.rhythm, **changes})  # type: ignore[arg-type]


def tasks() -> dict[str, str]:
    """Open tasks of duties: whose, and what."""
    return {task.scope: task.text for task in Task.objects.filter(key__startswith="duty:", settled_at=None)}


def test_a_partnership_inherits_what_partnerships_carry_out_and_nothing_else(
    national: Agreement, local: Agreement
) -> None:
    inherited = make_duty(national, by_locals=True)
    make_duty(national, what_bg="Годишна среща", rhythm="yearly")
    assert [(each.duty, each.origin) for each in owed_under(local)] == [(inherited, Origin.INHERITED)]
    assert {each.duty.what_bg: each.is_carried_below for each in owed_under(national)} == {
        "Преглед на текстовете": True,
        "Годишна среща": False,
    }


def test_a_local_change_stands_in_its_place_here_only(cast: Cast, national: Agreement, local: Agreement) -> None:
    inherited = make_duty(national, by_locals=True)
    other = make_local(cast.institution, cast.other_library, parent=national.pk, term={"number": "СП-8"})
    duty_actions.change_duty(local, inherited, data_of(inherited, amount=3), by=cast.office)
    duty_actions.change_duty(local, inherited, data_of(inherited, amount=4), by=cast.office)
    assert [(each.duty.amount, each.origin) for each in owed_under(local)] == [(4, Origin.CHANGED)]
    assert [(each.duty.amount, each.origin) for each in owed_under(other)] == [(1, Origin.INHERITED)]


def test_an_inherited_duty_is_left_out_and_taken_in_again(cast: Cast, national: Agreement, local: Agreement) -> None:
    inherited = make_duty(national, by_locals=True)
    duty_actions.drop_duty(local, inherited, by=cast.office)
    assert (owed_under(local), left_out(local)) == ([], [inherited])
    duty_actions.take_in(local, inherited, by=cast.office)
    assert ([each.duty for each in owed_under(local)], left_out(local)) == ([inherited], [])
    with pytest.raises(NotADutyHere):
        duty_actions.take_in(local, inherited, by=cast.office)


def test_a_duty_of_a_stranger_is_neither_changed_nor_done_here(cast: Cast, local: Agreement) -> None:
    stranger = make_duty(make_agreement(cast.other_institution, term={"number": "СП-9"}))
    with pytest.raises(NotADutyHere):
        duty_actions.change_duty(local, stranger, data_of(stranger), by=cast.office)
    with pytest.raises(NotADutyHere):
        make_done(local, stranger)


def test_a_dropped_duty_is_owed_no_more_and_its_evidence_stays(cast: Cast, national: Agreement) -> None:
    duty = make_duty(national)
    make_done(national, duty)
    duty_actions.drop_duty(national, duty, by=cast.office)
    assert owed_under(national) == []
    assert DutyDone.objects.filter(duty=duty).exists()
    with pytest.raises(NotADutyHere):
        make_done(national, duty)


def test_evidence_says_what_was_done_when_and_under_what(cast: Cast, national: Agreement) -> None:
    duty = make_duty(national)
    with pytest.raises(NoEvidence):
        make_done(national, duty, text="")
    with pytest.raises(DayAhead):
        make_done(national, duty, done_on=day_off(1))
    with pytest.raises(DayAhead):
        make_done(national, duty, done_on=day_off(-31))
    with pytest.raises(IdentifierInText):
        make_done(national, duty, text="7501020018")
    draft = actions.draft(agreement_data(cast.other_institution), by=None)
    with pytest.raises(NotSigned):
        make_done(draft, make_duty(draft))
    assert make_done(national, duty, text="", amount=2).amount == 2
    assert make_done(national, duty, text="", url="https://rzi.example/texts").url


def test_the_same_evidence_sent_twice_counts_once(national: Agreement) -> None:
    duty = make_duty(national)
    data = done_data(amount=2, submission=uuid4())
    assert duty_actions.mark_done(national, duty, data, by=None) == duty_actions.mark_done(
        national, duty, data, by=None
    )
    assert progress_of(national)[0].done == 2


def test_what_is_taken_back_counts_no_more(cast: Cast, national: Agreement) -> None:
    done = make_done(national, make_duty(national))
    assert progress_of(national)[0].is_met
    assert duty_actions.take_back(done, by=cast.office)
    assert not duty_actions.take_back(done, by=cast.office)
    assert progress_of(national)[0].done == 0


def test_a_library_does_not_stand_for_another(cast: Cast, national: Agreement) -> None:
    duty = make_duty(national, owes="libraries")
    make_done(national, duty, library=cast.library.pk, amount=5)
    assert [(each.done, each.expected) for each in progress_of(national)] == [(1, 2)]
    with pytest.raises(NotCovered):
        make_done(national, duty)


def test_a_library_outside_the_agreement_does_nothing_under_it(cast: Cast, local: Agreement) -> None:
    duty = make_duty(local, owes="libraries")
    with pytest.raises(NotCovered):
        make_done(local, duty, library=cast.other_library.pk)
    with pytest.raises(NotCovered):
        make_done(local, make_duty(local), library=cast.library.pk)


def test_the_national_page_sums_what_the_partnerships_did(cast: Cast, national: Agreement, local: Agreement) -> None:
    duty = make_duty(national, by_locals=True)
    other = make_local(cast.institution, cast.other_library, parent=national.pk, term={"number": "СП-8"})
    own = duty_actions.change_duty(other, duty, data_of(duty, amount=4), by=cast.office)
    make_done(local, duty)
    make_done(other, own, amount=3)
    assert [(each.done, each.expected) for each in progress_of(national)] == [(4, 5)]
    with pytest.raises(NotADutyHere):
        make_done(national, duty)


@pytest.mark.parametrize(
    ("rhythm", "first", "last"),
    [
        ("monthly", date(2026, 11, 1), date(2026, 11, 30)),
        ("quarterly", date(2026, 10, 25), date(2026, 12, 31)),
        ("yearly", date(2026, 10, 25), date(2026, 12, 31)),
        ("once", date(2026, 10, 25), date(2027, 2, 1)),
    ],
)
def test_a_period_is_of_the_calendar_as_far_as_the_term_goes(rhythm: str, first: date, last: date) -> None:
    term = Span(date(2026, 10, 25), date(2027, 2, 1))
    assert period_of(rhythm, date(2026, 11, 24), term) == Span(first, last)


def test_a_span_has_as_many_periods_as_it_touches() -> None:
    term = Span(date(2026, 1, 15), None)
    span = Span(date(2026, 3, 10), date(2026, 6, 1))
    count = {rhythm: len(list(periods_in(rhythm, span, term))) for rhythm in ("monthly", "quarterly", "yearly", "once")}
    assert count == {"monthly": 4, "quarterly": 2, "yearly": 1, "once": 1}


def test_what_is_due_within_a_month_becomes_a_task_of_whoever_owes_it(cast: Cast, local: Agreement) -> None:
    make_duty(local, owes="libraries", what_bg="Плакат на вратата")
    make_duty(local, owes="coordinator", what_bg="Среща с партньора")
    make_duty(local, owes="office", what_bg="Справка")
    jobs.ask_for_duties()
    assert {scope: text.split(": ")[1].split(".")[0] for scope, text in tasks().items()} == {
        "library:9001": "Плакат на вратата",
        "district:MON": "Среща с партньора",
        "network": "Справка",
    }


def test_a_duty_of_the_partner_is_seen_by_whoever_minds_the_agreement_and_by_its_account(
    cast: Cast, local: Agreement
) -> None:
    make_duty(local)
    jobs.ask_for_duties()
    assert set(tasks()) == {"district:MON", "institution:noi"}
    Task.objects.all().delete()
    cast.own_partner.memberships.update(ended_on=day_off(-1))
    jobs.ask_for_duties()
    assert set(tasks()) == {"district:MON"}


def test_what_is_far_when_asked_or_of_a_campaign_is_no_task(national: Agreement) -> None:
    make_duty(national, owes="office", rhythm="yearly")
    make_duty(national, owes="office", rhythm="as_needed")
    make_duty(national, owes="office", rhythm="campaign")
    make_duty(national, owes="office", rhythm="once", due_on=day_off(31))
    assert jobs.ask_for_duties() == 0
    with time_machine.travel(TODAY + timedelta(days=7), tick=False):
        assert jobs.ask_for_duties() == 2


def test_asking_twice_files_nothing_new_and_the_next_period_asks_anew(national: Agreement) -> None:
    make_duty(national, owes="office")
    assert [jobs.ask_for_duties(), jobs.ask_for_duties()] == [1, 0]
    with time_machine.travel(TODAY + timedelta(days=30), tick=False):
        assert jobs.ask_for_duties() == 1
    assert Task.objects.get().due_on == date(2026, 12, 31)


def test_done_settles_the_task_of_who_did_it(cast: Cast, national: Agreement) -> None:
    duty = make_duty(national, owes="libraries", amount=2)
    jobs.ask_for_duties()
    make_done(national, duty, library=cast.library.pk)
    assert len(tasks()) == 2
    make_done(national, duty, library=cast.library.pk)
    assert set(tasks()) == {"library:9002"}
    make_done(national, duty, library=cast.other_library.pk, amount=2)
    assert tasks() == {}
    assert jobs.ask_for_duties() == 0


def test_a_duty_that_is_dropped_or_changed_asks_nobody_any_more(cast: Cast, national: Agreement) -> None:
    dropped, changed = make_duty(national, owes="office"), make_duty(national, owes="office", what_bg="Справка")
    jobs.ask_for_duties()
    duty_actions.drop_duty(national, dropped, by=cast.office)
    duty_actions.change_duty(national, changed, data_of(changed, rhythm="as_needed"), by=cast.office)
    assert tasks() == {}


def test_under_a_term_that_ran_out_nobody_is_asked(national: Agreement) -> None:
    make_duty(national, owes="office")
    jobs.ask_for_duties()
    assert tasks()
    with time_machine.travel(TODAY + timedelta(days=301), tick=False):
        assert jobs.ask_for_duties() == 0
        jobs.follow_terms()
        assert tasks() == {}


def test_a_library_that_is_taken_off_or_leaves_the_network_is_covered_no_more(cast: Cast, local: Agreement) -> None:
    national = Agreement.objects.get(level="national")
    assert set(Agreement.objects.covering(cast.library)) == {national, local}
    coverage_actions.uncover(local, cast.library, by=cast.office)
    assert set(Agreement.objects.covering(cast.library)) == {national}
    leave_network(cast.library, by=cast.office)
    cast.library.refresh_from_db()
    assert not Agreement.objects.covering(cast.library).exists()


def test_whoever_reports_reads_done_and_planned_between_two_days(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"since": -100})
    duty = make_duty(agreement, amount=2)
    make_duty(agreement, owes="office")
    make_done(agreement, duty, done_on=date(2026, 10, 5))
    make_done(agreement, duty, done_on=date(2026, 11, 5))
    found = delivered(cast.institution, date(2026, 9, 1), date(2026, 10, 31))
    assert [(each.duty, each.done, each.planned) for each in found] == [(duty, 1, 4)]
    assert delivered(cast.other_institution, date(2026, 9, 1), date(2026, 10, 31)) == []
    assert delivered(cast.institution, date(2025, 9, 1), date(2025, 10, 31)) == []


def test_an_extended_agreement_goes_on_asking(national: Agreement) -> None:
    make_duty(national, owes="office")
    extend(national, day_off(500))
    with time_machine.travel(TODAY + timedelta(days=320), tick=False):
        assert jobs.ask_for_duties() == 1
