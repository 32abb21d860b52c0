"""Who is asked when: a first letter, one reminder, then the list of calls; never more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from ramo.kit import clock
from ramo.mailing.actions import hear_bounce
from ramo.mailing.data import Bounce
from ramo.network.models import Institution
from ramo.resources.models import Resource
from ramo.tasks.models import Task
from ramo.watch import asking_actions
from ramo.watch.answer_actions import answer_all, in_scope
from ramo.watch.asking_actions import ask, ask_what_is_due, remind
from ramo.watch.errors import DeadAddress, NoAddress, NothingToAsk, WrongPerson
from ramo.watch.models import AskedLink

from .factories import EMAIL, asked, confirmed, letters, make_office, make_owned

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Institution:
    """Its contacts hold; one of its resources ends in ten days."""
    office = make_office(**confirmed(days_ago=1, days_left=100))
    make_owned(office, **confirmed(days_left=10))
    return office


def later(days: int) -> None:
    """Time passes: the question grows older."""
    for link in AskedLink.objects.all():
        AskedLink.objects.filter(pk=link.pk).update(
            made_on=link.made_on - timedelta(days=days), until=link.until - timedelta(days=days)
        )


def test_an_institution_is_asked_two_weeks_before_something_of_it_ends(office: Institution) -> None:
    assert ask_what_is_due() == 1
    letter = letters().get()
    assert (letter.to, letter.subject) == (EMAIL, "Вярно ли е още? ДБТ Монтана, 1 минута")


def test_an_institution_is_left_in_peace_while_all_of_it_holds(office: Institution) -> None:
    Resource.objects.update(valid_until=clock.today() + timedelta(days=40))
    assert ask_what_is_due() == 0


def test_an_institution_without_an_address_is_never_written_to(office: Institution) -> None:
    Institution.objects.update(contact_email="")
    assert ask_what_is_due() == 0
    with pytest.raises(NoAddress):
        ask(office.__class__.objects.get(), by=None)


def test_nothing_to_ask_is_said_so(office: Institution) -> None:
    Resource.objects.all().delete()
    Institution.objects.update(state="withdrawn")
    with pytest.raises(NothingToAsk):
        ask(Institution.objects.get(), by=None)


def test_the_job_run_twice_writes_one_letter(office: Institution) -> None:
    ask_what_is_due()
    assert ask_what_is_due() == 0
    assert letters().count() == 1


def test_one_reminder_goes_after_a_week_and_no_second_one(office: Institution) -> None:
    ask_what_is_due()
    later(days=6)
    assert ask_what_is_due() == 0
    later(days=1)
    assert [ask_what_is_due(), ask_what_is_due()] == [1, 0]
    later(days=3)
    assert ask_what_is_due() == 0
    assert letters().count() == 2


def test_who_answered_is_not_reminded(office: Institution) -> None:

    ask_what_is_due()
    link = AskedLink.objects.get()
    answer_all(link, {f"{a.name}:{a.key}": a.seen() for a in in_scope(link)}, said_by="", submission=uuid4())
    later(days=8)
    assert ask_what_is_due() == 0


def test_after_two_weeks_of_silence_the_coordinator_is_told_to_call(office: Institution) -> None:
    ask_what_is_due()
    later(days=15)
    assert ask_what_is_due() == 0
    assert AskedLink.objects.get().ending == AskedLink.Ending.SILENT
    assert Task.objects.get(key="watch:silent:district:MON").settled_at is None


def test_the_office_calls_national_institutions(office: Institution) -> None:
    Institution.objects.update(district=None)
    ask_what_is_due()
    later(days=15)
    ask_what_is_due()
    assert Task.objects.get(key="watch:silent:network").settled_at is None


def test_who_was_silent_is_written_to_again_after_two_months(office: Institution) -> None:
    ask_what_is_due()
    later(days=15)
    assert ask_what_is_due() == 0
    later(days=45)
    assert ask_what_is_due() == 1


def test_an_address_that_was_wrong_is_not_written_to_until_somebody_corrects_it(office: Institution) -> None:
    link, _token = asked(office)
    asking_actions.not_me(link, note="")
    assert ask_what_is_due() == 0
    with pytest.raises(WrongPerson):
        ask(office, by=None)
    Institution.objects.update(contact_email="drug@dbt-montana.example")
    assert ask_what_is_due() == 1


def test_a_reminder_is_written_once_however_often_it_is_asked_for(office: Institution) -> None:
    link, _token = asked(office)
    assert [remind(link), remind(link)] == [True, False]
    assert letters().count() == 2


def test_a_letter_is_not_sent_once_its_link_has_ended(office: Institution) -> None:
    link, _token = asked(office)
    ends = timezone.localtime(letters().get().useless_after)
    assert ends.date() == link.until + timedelta(days=1)


def came_back() -> None:
    letter = letters().last()
    letter.sent_at = clock.now()
    letter.save()
    assert hear_bounce(Bounce(letter.mark, "5.1.1"))


def test_a_letter_that_came_back_for_good_is_a_call_and_no_further_letter(office: Institution) -> None:
    ask_what_is_due()
    came_back()
    assert ask_what_is_due() == 0
    assert AskedLink.objects.get().ending == AskedLink.Ending.SILENT
    open_ones = set(Task.objects.filter(settled_at=None).values_list("key", flat=True))
    assert {"watch:silent:district:MON", "watch:lost:network"} <= open_ones
    with pytest.raises(DeadAddress):
        ask(office, by=None)


def test_a_new_address_in_place_of_a_dead_one_is_written_to(office: Institution) -> None:
    ask_what_is_due()
    came_back()
    ask_what_is_due()
    Institution.objects.update(contact_email="nov@dbt-montana.example")
    ask(Institution.objects.get(), by=None)
    assert letters().last().to == "nov@dbt-montana.example"


def test_the_text_of_a_question_is_nowhere_to_be_read_once_it_left(office: Institution) -> None:
    """Whoever looks through sent letters could answer in the institution's name."""
    ask_what_is_due()
    assert letters().get().is_secret
