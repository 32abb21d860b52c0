"""Staff accept or return what partners say; a coordinator confirms by phone."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry
from ramo.kit import clock
from ramo.network.models import Institution
from ramo.resources.models import Resource
from ramo.tasks.models import Task
from ramo.trust.models import State
from ramo.watch import answer_actions
from ramo.watch.askable import find
from ramo.watch.data import AnswerData
from ramo.watch.errors import AlreadySettled, ReasonNeeded
from ramo.watch.models import AskedLink, PartnerAnswer
from tests.cast import Cast

from .factories import asked, confirmed, letters, make_office, make_owned

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def office(cast: Cast) -> Institution:
    return make_office()


@pytest.fixture
def jobs(office: Institution) -> Resource:
    return make_owned(office, **confirmed())


def given(office: Institution, item: Resource, answer: str, **words: object) -> PartnerAnswer:
    link = AskedLink.objects.filter(institution=office).first() or asked(office)[0]
    about = find("resource", item.pk)
    assert about
    data = AnswerData(answer, about.seen(), **words)  # type: ignore[arg-type]
    return answer_actions.answer(link, about, data, submission=uuid4())


def settled(client: Client, answer: PartnerAnswer, outcome: str, reason: str = "") -> int:
    data = {"outcome": outcome, "reason": reason}
    return client.post(reverse("watch:settle", args=[answer.pk]), data).status_code


def test_an_accepted_change_is_written_and_confirmed_in_the_institutions_name(
    cast: Cast, signed_in: SignedIn, office: Institution, jobs: Resource
) -> None:
    answer = given(office, jobs, "changed", changes={"phone": "096 000 999"})
    page = signed_in(cast.editor).get(reverse("watch:answers")).content.decode().replace("\xa0", " ")
    assert "096 000 210" in page
    assert "096 000 999" in page
    assert settled(signed_in(cast.editor), answer, "accepted") == 302
    jobs.refresh_from_db()
    assert (jobs.phone, jobs.verified_as, jobs.verified_on) == ("096 000 999", "ДБТ Монтана", clock.today())
    assert jobs.changed_on is None
    assert not Task.objects.filter(key__startswith="watch:answers:", settled_at=None).exists()


def test_a_returned_change_is_told_why_and_writes_nothing(
    cast: Cast, signed_in: SignedIn, office: Institution, jobs: Resource
) -> None:
    answer = given(office, jobs, "changed", changes={"phone": "096 000 999"})
    assert settled(signed_in(cast.editor), answer, "returned", "Този телефон не отговаря.") == 302
    jobs.refresh_from_db()
    assert jobs.phone == "096 000 210"
    assert "Този телефон не отговаря." in letters().last().text


def test_nothing_is_returned_without_a_word_why(
    cast: Cast, signed_in: SignedIn, office: Institution, jobs: Resource
) -> None:
    answer = given(office, jobs, "changed", other="Има промяна.")
    assert settled(signed_in(cast.editor), answer, "returned") == 422
    with pytest.raises(ReasonNeeded):
        answer_actions.settle(answer, outcome=PartnerAnswer.Outcome.RETURNED, by=cast.editor)


def test_a_returned_closing_shows_the_item_again(
    cast: Cast, signed_in: SignedIn, office: Institution, jobs: Resource
) -> None:
    answer = given(office, jobs, "closed", send_to="Бюрото в Берковица")
    settled(signed_in(cast.editor), answer, "returned", "Обадихме се: работи.")
    jobs.refresh_from_db()
    assert jobs.state == State.PUBLISHED


def test_an_accepted_closing_stays_hidden_and_is_no_longer_taken_back(
    cast: Cast, signed_in: SignedIn, office: Institution, jobs: Resource
) -> None:
    answer = given(office, jobs, "closed")
    settled(signed_in(cast.editor), answer, "accepted")
    with pytest.raises(AlreadySettled):
        answer_actions.undo(answer)
    jobs.refresh_from_db()
    assert jobs.state == State.WITHDRAWN


def test_the_first_word_of_staff_stands(cast: Cast, office: Institution, jobs: Resource) -> None:
    answer = given(office, jobs, "changed", changes={"phone": "096 000 999"})
    answer_actions.settle(answer, outcome=PartnerAnswer.Outcome.RETURNED, reason="Не.", by=cast.editor)
    answer_actions.settle(answer, outcome=PartnerAnswer.Outcome.ACCEPTED, by=cast.office)
    jobs.refresh_from_db()
    assert jobs.phone == "096 000 210"


def test_a_partner_sees_and_settles_answers_of_the_own_institution_only(
    cast: Cast, signed_in: SignedIn, office: Institution, jobs: Resource
) -> None:
    answer = given(office, jobs, "changed", changes={"phone": "096 000 999"})
    client = signed_in(cast.own_partner)
    assert jobs.name_bg not in client.get(reverse("watch:answers")).content.decode()
    assert jobs.name_bg in signed_in(cast.editor).get(reverse("watch:answers")).content.decode()
    assert settled(client, answer, "accepted") == 403


# By phone -----------------------------------------------------------------------------------------
@pytest.fixture
def silent(office: Institution, jobs: Resource) -> AskedLink:
    link, _token = asked(office)
    AskedLink.objects.update(ending=AskedLink.Ending.SILENT)
    return link


def shown(client: Client) -> dict[str, object]:
    ((_institution, _question, items),) = client.get(reverse("watch:phone_list")).context["rows"]
    names = [f"{each.name}:{each.key}" for each in items]
    return {"item": names} | {f"seen-{each.name}:{each.key}": each.seen() for each in items}


def test_a_coordinator_confirms_by_phone_in_the_institutions_name(
    cast: Cast, signed_in: SignedIn, office: Institution, jobs: Resource, silent: AskedLink
) -> None:
    client = signed_in(cast.own_coordinator)
    client.post(reverse("watch:phone_confirm", args=[office.pk]), shown(client))
    jobs.refresh_from_db()
    assert (jobs.verified_on, jobs.verified_as) == (clock.today(), "ДБТ Монтана, по телефона")
    silent.refresh_from_db()
    assert silent.ending == AskedLink.Ending.PHONED
    assert not client.get(reverse("watch:phone_list")).context["rows"]
    assert AuditEntry.objects.filter(verb="confirmed", account=cast.own_coordinator.pk).exists()


def test_what_changed_after_the_page_was_opened_is_not_confirmed_by_phone(
    cast: Cast, signed_in: SignedIn, office: Institution, jobs: Resource, silent: AskedLink
) -> None:
    client = signed_in(cast.own_coordinator)
    sent = shown(client)
    Resource.objects.filter(pk=jobs.pk).update(phone="096 000 111")
    client.post(reverse("watch:phone_confirm", args=[office.pk]), sent)
    jobs.refresh_from_db()
    assert jobs.verified_on != clock.today()


def test_another_districts_coordinator_neither_sees_nor_confirms(
    cast: Cast, signed_in: SignedIn, office: Institution, silent: AskedLink
) -> None:
    client = signed_in(cast.other_coordinator)
    assert not client.get(reverse("watch:phone_list")).context["rows"]
    sent = shown(signed_in(cast.own_coordinator))
    assert client.post(reverse("watch:phone_confirm", args=[office.pk]), sent).status_code == 403


def test_a_national_institution_is_the_offices_to_call(
    cast: Cast, signed_in: SignedIn, office: Institution, silent: AskedLink
) -> None:
    Institution.objects.filter(pk=office.pk).update(district=None)
    assert not signed_in(cast.own_coordinator).get(reverse("watch:phone_list")).context["rows"]
    assert signed_in(cast.office).get(reverse("watch:phone_list")).context["rows"]


def test_asking_by_hand_writes_one_letter_and_says_until_when(
    cast: Cast, signed_in: SignedIn, office: Institution, jobs: Resource
) -> None:
    for _press in range(2):
        signed_in(cast.editor).post(reverse("watch:ask", args=[office.pk]))
    assert letters().count() == 1
    assert AskedLink.objects.get().asked_by == cast.editor


def test_asking_about_a_thing_of_another_institution_is_refused(
    cast: Cast, signed_in: SignedIn, office: Institution, jobs: Resource
) -> None:
    client = signed_in(cast.editor)
    sent = client.post(reverse("watch:ask", args=[cast.institution.pk]), {"item": f"resource:{jobs.pk}"})
    assert sent.status_code == 404
    assert not letters().exists()
