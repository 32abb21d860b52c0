"""An institution is asked about its own offers as about everything else in its name."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ramo.kit import clock
from ramo.listings.models import Listing, Vacancy
from ramo.listings.tests.factories import make_vacancy
from ramo.network.models import Institution
from ramo.network.roles import Role
from ramo.network.tests.factories import make_user
from ramo.search.models import IndexCard
from ramo.trust.models import State
from ramo.watch import answer_actions
from ramo.watch.askable import find
from ramo.watch.data import AnswerData
from ramo.watch.models import PartnerAnswer

from .factories import asked, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Institution:
    return make_office()


@pytest.fixture
def offer(office: Institution) -> Listing:
    return make_vacancy(institution=office.pk, title="Шивач")


def given(office: Institution, offer: Listing, answer: str, **words: object) -> PartnerAnswer:
    about = find("vacancy", str(offer.pk))
    assert about
    data = AnswerData(answer, about.seen(), **words)  # type: ignore[arg-type]
    return answer_actions.answer(asked(office)[0], about, data, submission=uuid4())


def test_an_offer_stands_on_the_list_of_its_institution(client: Client, office: Institution, offer: Listing) -> None:
    _link, token = asked(office)
    page = client.get(reverse("watch:verify_item", args=[token, "vacancy", offer.pk]))
    assert "Шивач" in page.content.decode()


def test_still_true_renews_the_offer_and_taken_back_it_stands_as_before(office: Institution, offer: Listing) -> None:
    before = Vacancy.objects.values("verified_on", "verified_as", "valid_until").get()
    answer = given(office, offer, "true")
    assert Vacancy.objects.get().verified_as == "ДБТ Монтана"
    answer_actions.undo(answer)
    assert Vacancy.objects.values("verified_on", "verified_as", "valid_until").get() == before
    assert IndexCard.objects.get(kind="vacancy").verified_on is None


def test_taken_hides_the_offer_that_day(office: Institution, offer: Listing) -> None:
    answer = given(office, offer, "closed")
    assert Vacancy.objects.get().state == State.WITHDRAWN
    assert not IndexCard.objects.filter(kind="vacancy").exists()
    answer_actions.undo(answer)
    assert IndexCard.objects.filter(kind="vacancy").exists()


def test_another_phone_is_written_once_staff_accept_it(office: Institution, offer: Listing) -> None:
    answer = given(office, offer, "changed", changes={"phone": "096 000 211"})
    editor = make_user("office@ramo.example", Role.OFFICE)
    answer_actions.settle(answer, outcome=PartnerAnswer.Outcome.ACCEPTED, by=editor)
    vacancy = Vacancy.objects.get()
    assert (vacancy.phone, vacancy.verified_on) == ("096 000 211", clock.today())
