"""A request goes to and fro between a library and an institution until both agree, or one says no."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine

from ramo.experts.errors import AlreadyEngaged
from ramo.experts.models import Engagement, Expert
from ramo.experts.tests.factories import make_expert
from ramo.invitations import actions, jobs
from ramo.invitations.data import Side
from ramo.invitations.errors import IdentifierInText, NotYetHeld, NotYourTurn, TimeGone, TimePassed
from ramo.invitations.models import ExpertRequest, RequestStep, State
from ramo.invitations.terms import answer_by
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import in_days, make_request

INSTITUTION = "institution:noi"
LIBRARY = "library:9001"


@pytest.fixture
def request_(cast: Cast) -> ExpertRequest:
    return make_request(cast.library, cast.institution, cast.own_librarian)


@pytest.fixture
def expert(cast: Cast) -> Expert:
    return make_expert(cast.institution)


def accepted(request: ExpertRequest, expert: Expert | None, cast: Cast) -> ExpertRequest:
    time = request.times_now[0].pk
    return actions.accept(request, time, side=Side.INSTITUTION, expert=expert, by=cast.own_partner)


def proposed(request: ExpertRequest, expert: Expert, cast: Cast) -> ExpertRequest:
    times = [in_days(14, hour=10)]
    return actions.propose(request, times, "Ще дойде лекар.", side=Side.INSTITUTION, expert=expert, by=cast.own_partner)


def tasks(scope: str) -> list[str]:
    return [task.text for task in Task.objects.open_for([scope])]


def kinds(request: ExpertRequest) -> list[str]:
    return list(request.steps.values_list("kind", flat=True))


def test_a_request_is_a_task_and_a_letter_of_the_institution(request_: ExpertRequest) -> None:
    assert tasks(INSTITUTION) == [f"Заявка {request_.pk} от с. Росен дол. Приемете, предложете или откажете"]
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == ["expert@noi.example"]
    assert not tasks(LIBRARY)


def test_no_subject_of_a_letter_names_the_topic(request_: ExpertRequest) -> None:
    mail = OutgoingMail.objects.get()
    assert "кръвно" not in mail.subject
    assert "кръвно" in mail.text


def test_an_institution_without_accounts_is_asked_at_the_mailbox_it_gave(cast: Cast) -> None:
    cast.own_partner.memberships.update(ended_on=clock.today())
    cast.institution.contact_email = "priem@noi.example"
    cast.institution.save()
    make_request(cast.library, cast.institution, cast.own_librarian)
    assert OutgoingMail.objects.get().to == "priem@noi.example"


def test_the_same_form_sent_twice_is_one_request_and_one_letter(cast: Cast) -> None:
    submission = uuid4()
    for _ in range(2):
        make_request(cast.library, cast.institution, cast.own_librarian, submission=submission)
    assert ExpertRequest.objects.count() == OutgoingMail.objects.count() == 1


def test_that_it_was_seen_is_told_once(request_: ExpertRequest) -> None:
    actions.see(request_)
    actions.see(ExpertRequest.objects.get())
    assert kinds(request_) == ["sent", "seen"]


def test_accepting_takes_the_experts_time_and_closes_the_task(
    request_: ExpertRequest, expert: Expert, cast: Cast
) -> None:
    accepted(request_, expert, cast)
    taken = Engagement.objects.get()
    assert (taken.expert, taken.starts_at, taken.key) == (expert, request_.times_now[0].starts_at, request_.key)
    assert not tasks(INSTITUTION)
    assert ExpertRequest.objects.get().state == State.CONFIRMED


def test_one_expert_is_not_promised_to_two_libraries_at_one_time(
    request_: ExpertRequest, expert: Expert, cast: Cast
) -> None:
    accepted(request_, expert, cast)
    other = make_request(cast.other_library, cast.institution, cast.other_librarian)
    with pytest.raises(AlreadyEngaged):
        accepted(other, expert, cast)
    assert ExpertRequest.objects.get(pk=other.pk).state == State.SENT


def test_who_accepts_second_is_told(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    accepted(request_, expert, cast)
    with pytest.raises(NotYourTurn):
        accepted(request_, make_expert(cast.institution, name="Иво"), cast)
    assert Engagement.objects.count() == 1


def test_only_a_time_that_stands_now_can_be_accepted(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    old = request_.times_now[0].pk
    proposed(request_, expert, cast)
    with pytest.raises(TimeGone):
        actions.accept(request_, old, side=Side.LIBRARY, expert=None, by=cast.own_librarian)


def test_a_time_that_has_passed_is_not_accepted(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    with time_machine.travel(clock.now() + timedelta(days=15)), pytest.raises(TimePassed):
        accepted(request_, expert, cast)


def test_a_time_in_the_past_is_not_asked_for(cast: Cast) -> None:
    with pytest.raises(TimePassed):
        make_request(cast.library, cast.institution, cast.own_librarian, times=(in_days(-1),))


def test_another_time_makes_it_the_librarys_turn(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    proposed(request_, expert, cast)
    found = ExpertRequest.objects.get()
    assert (found.state, found.waits_for) == (State.PROPOSED, Side.LIBRARY)
    assert [time.starts_at for time in found.times_now] == [in_days(14, hour=10).starts_at]
    assert not tasks(INSTITUTION)
    assert len(tasks(LIBRARY)) == 1
    assert "Ще дойде лекар." in OutgoingMail.objects.get(to="librarian@rosendol.example").text


def test_a_letter_names_the_times_that_stand_now(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    proposed(request_, expert, cast)
    text = OutgoingMail.objects.get(to="librarian@rosendol.example").text
    assert "10:00" in text
    assert "14:00" not in text


def test_the_institution_does_not_accept_for_the_library(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    proposed(request_, expert, cast)
    with pytest.raises(NotYourTurn):
        accepted(ExpertRequest.objects.get(), expert, cast)


def test_a_library_that_accepts_gets_the_expert_who_was_proposed(
    request_: ExpertRequest, expert: Expert, cast: Cast
) -> None:
    proposed(request_, expert, cast)
    time = ExpertRequest.objects.get().times_now[0].pk
    actions.accept(request_, time, side=Side.LIBRARY, expert=None, by=cast.own_librarian)
    assert Engagement.objects.get().expert == expert
    assert not tasks(LIBRARY)


def test_a_library_may_ask_for_other_times_again(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    proposed(request_, expert, cast)
    actions.propose(request_, [in_days(30)], "", side=Side.LIBRARY, expert=None, by=cast.own_librarian)
    assert ExpertRequest.objects.get().waits_for == Side.INSTITUTION
    assert kinds(request_) == ["sent", "proposed", "asked_anew"]
    assert len(tasks(INSTITUTION)) == 1


def test_a_refusal_says_why_and_ends_it(request_: ExpertRequest, cast: Cast) -> None:
    actions.decline(request_, "Опитайте за февруари.", by=cast.own_partner)
    found = ExpertRequest.objects.get()
    assert (found.state, found.waits_for) == (State.DECLINED, None)
    assert list(found.steps.values_list("text", flat=True)) == ["", "Опитайте за февруари."]
    assert len(tasks(LIBRARY)) == 1


def test_an_expert_who_falls_ill_declines_what_was_confirmed(
    request_: ExpertRequest, expert: Expert, cast: Cast
) -> None:
    accepted(request_, expert, cast)
    actions.decline(request_, "Лекарят е болен.", by=cast.own_partner)
    assert not Engagement.objects.exists()


def test_withdrawing_frees_the_expert(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    accepted(request_, expert, cast)
    actions.withdraw(request_, "Залата е в ремонт.", by=cast.own_librarian)
    assert not Engagement.objects.exists()
    with pytest.raises(NotYourTurn):
        actions.withdraw(request_, "Още веднъж.", by=cast.own_librarian)


@pytest.mark.parametrize("column", ["subject", "note", "place_bg"])
def test_no_personal_number_goes_to_an_institution(column: str, cast: Cast) -> None:
    with pytest.raises(IdentifierInText) as refusal:
        make_request(cast.library, cast.institution, cast.own_librarian, **{column: "тел. 0888 123 456"})
    assert refusal.value.column == column


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert answer_by(date(2026, 11, 24)) == date(2026, 12, 1)
    assert answer_by(date(2026, 12, 23)) == date(2027, 1, 5), "24, 25, 28 December and 1 January are free"


def test_a_late_answer_is_asked_for_once_and_the_library_calls(request_: ExpertRequest) -> None:
    late = clock.now() + timedelta(days=15)
    with time_machine.travel(late):
        assert jobs.remind() == 1
        assert jobs.remind() == 0
    assert kinds(request_) == ["sent", "reminded"]
    assert OutgoingMail.objects.filter(to="expert@noi.example").count() == 2
    assert tasks(LIBRARY) == [f"Заявка {request_.pk}, НОИ: няма отговор. Обадете се"]


def test_an_answer_within_its_days_is_not_pressed_for(request_: ExpertRequest) -> None:
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert jobs.remind() == 0


def test_an_answer_ends_the_call(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    with time_machine.travel(clock.now() + timedelta(days=10)):
        jobs.remind()
        accepted(request_, expert, cast)
    assert not tasks(LIBRARY)


def test_what_is_over_waits_for_its_count(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    accepted(request_, expert, cast)
    with pytest.raises(NotYetHeld):
        actions.report_held(request_, 12, by=cast.own_librarian)
    with time_machine.travel(clock.now() + timedelta(days=16)):
        assert jobs.remind() == 1
        assert tasks(LIBRARY) == [f"Заявка {request_.pk} мина. Колко души дойдоха?"]
        actions.report_held(request_, 12, by=cast.own_librarian)
        actions.report_held(request_, 14, by=cast.own_librarian)
    found = ExpertRequest.objects.get()
    assert (found.state, found.people) == (State.HELD, 14)
    assert RequestStep.objects.filter(kind="held").count() == 1
    assert not tasks(LIBRARY)


def test_it_becomes_an_event_or_hours_once(request_: ExpertRequest, expert: Expert, cast: Cast) -> None:
    assert not actions.has_become(request_, "event:1", "/", by=cast.own_librarian), "not confirmed yet"
    accepted(request_, expert, cast)
    assert actions.has_become(request_, "event:1", "/", by=cast.own_librarian)
    assert not actions.has_become(request_, "event:2", "/", by=cast.own_librarian)
