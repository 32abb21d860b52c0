"""Many presses at one moment ask once and answer once; without the database's keys they would not."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction

from ramo.mailing.actions import send
from ramo.mailing.models import OutgoingMail
from ramo.network.models import Institution
from ramo.trust.models import Verification
from ramo.watch import answer_actions, asking_actions
from ramo.watch.askable import find
from ramo.watch.data import AnswerData
from ramo.watch.emails import reminder
from ramo.watch.models import AskedLink, PartnerAnswer
from ramo.watch.tests.factories import asked, confirmed, make_office, make_owned

pytestmark = pytest.mark.django_db(transaction=True)
PRESSES = 8


@pytest.fixture
def office() -> Institution:
    office = make_office()
    make_owned(office, **confirmed())
    return office


@pytest.fixture
def without_key() -> Iterator[None]:
    """Without the constraint that makes an open question one, for the control; put back afterwards."""
    constraint = next(each for each in AskedLink._meta.constraints if each.name == "one_open_question")
    with connection.schema_editor() as editor:
        editor.remove_constraint(AskedLink, constraint)
    yield
    AskedLink.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(AskedLink, constraint)


def together(act: Callable[[Barrier], object]) -> None:
    start, meeting = Barrier(PRESSES, timeout=20), Barrier(PRESSES, timeout=20)

    def press(_number: int) -> None:
        try:
            start.wait()
            with transaction.atomic():
                act(meeting)
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as threads:
        list(threads.map(press, range(PRESSES)))


def letters() -> int:
    return OutgoingMail.objects.filter(topic="question").count()


def test_asked_by_many_at_one_moment_an_institution_gets_one_letter(office: Institution) -> None:
    for _round in range(3):
        together(lambda _meeting: asking_actions.ask(office, by=None))
    assert letters() == 1


@pytest.mark.usefixtures("without_key")
def test_control_without_the_key_writes_several_letters(office: Institution) -> None:
    def ask(_meeting: Barrier) -> None:
        with suppress(AskedLink.MultipleObjectsReturned):
            asking_actions.ask(office, by=None)

    together(ask)
    assert letters() > 1


def test_reminded_by_many_at_one_moment_it_is_one_reminder(office: Institution) -> None:
    link, _token = asked(office)
    together(lambda _meeting: asking_actions.remind(link))
    assert letters() == 2


def test_control_that_looks_before_it_writes_reminds_several_times(office: Institution) -> None:
    link, token = asked(office)

    def look_then_write(meeting: Barrier) -> None:
        is_reminded = AskedLink.objects.get(pk=link.pk).reminded_at is not None
        meeting.wait()
        if not is_reminded:
            send(reminder(link, token))

    together(look_then_write)
    assert letters() > 2


def test_different_answers_at_one_moment_leave_one_that_stands(office: Institution) -> None:
    link, _token = asked(office)

    def answer(_meeting: Barrier) -> None:
        about = find("resource", "dbt-jobs")
        assert about
        answer_actions.answer(link, about, AnswerData("true", about.seen()), submission=uuid4())

    together(answer)
    assert PartnerAnswer.objects.standing().count() == 1
    assert Verification.objects.filter(target_key="dbt-jobs").count() == 1


def test_one_form_pressed_by_many_is_one_answer(office: Institution) -> None:
    link, _token = asked(office)
    submission = uuid4()

    def answer(_meeting: Barrier) -> None:
        about = find("resource", "dbt-jobs")
        assert about
        changes = {"phone": "096 000 999"}
        answer_actions.answer(link, about, AnswerData("changed", about.seen(), changes), submission=submission)

    together(answer)
    assert PartnerAnswer.objects.count() == 1
