"""Staff: the queue of review, confirming with one press, and editing apart from it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.resources.models import Need, Resource
from ramo.trust import actions as trust
from ramo.trust.models import ChangeReport, State, Verification
from tests.cast import Cast

from .factories import make_area, make_need, make_resource, make_topic

pytestmark = pytest.mark.django_db
QUEUE = "/rabotno-myasto/za-pregled/"
SignedIn = Callable[[User], Client]


def facts(**changes: Any) -> dict[str, Any]:
    typed = {
        "name_bg": "Обяви на бюрата по труда",
        "url": "https://www.az.government.bg/",
        "gives_bg": "Списък на местата.",
        "how_to_bg": "Изберете областта.\r\n\r\nЗапишете телефона.",
        "languages": ["bg", "en"],
        "is_recommended": "on",
    }
    return {**typed, **changes}


# The queue


def test_partner_sees_what_the_own_institution_owns_and_nothing_else(cast: Cast, signed_in: SignedIn) -> None:
    make_resource("own", name_bg="Наш портал", owner=cast.institution)
    make_resource("theirs", name_bg="Чужд портал", owner=cast.other_institution)
    make_need()
    page = signed_in(cast.own_partner).get(QUEUE).content.decode()
    assert "Наш портал" in page
    assert "Чужд портал" not in page
    assert "Търся работа наблизо" not in page


def test_partner_does_not_see_what_an_office_below_owns(cast: Cast, signed_in: SignedIn) -> None:
    cast.other_institution.parent = cast.institution
    cast.other_institution.save()
    make_resource("theirs", name_bg="Портал на службата", owner=cast.other_institution)
    assert "Портал на службата" not in signed_in(cast.own_partner).get(QUEUE).content.decode()


def test_editor_sees_everything_reports_first(cast: Cast, signed_in: SignedIn) -> None:
    resource = make_resource(name_bg="Наш портал", owner=cast.institution)
    make_need()
    sent = trust.ReportData(uuid4(), "phone", "Друг телефон", "Наш портал", "/resurs/az-ejobs/")
    trust.report_change(resource, sent)
    page = signed_in(cast.editor).get(QUEUE).content.decode()
    assert page.index("Друг телефон") < page.index("Търся работа наблизо")


@pytest.mark.parametrize("person", ["own_librarian", "own_coordinator"])
def test_who_does_not_verify_has_no_queue(cast: Cast, signed_in: SignedIn, person: str) -> None:
    assert signed_in(getattr(cast, person)).get(QUEUE).status_code == 403


def test_queue_leaves_out_what_was_checked_and_holds(cast: Cast, signed_in: SignedIn) -> None:
    until = clock.today() + timedelta(days=90)
    make_resource(name_bg="Наш портал", verified_on=clock.today(), verified_as="НОИ", valid_until=until)
    assert "Наш портал" not in signed_in(cast.editor).get(QUEUE).content.decode()


def test_archive_shows_what_expired_and_what_was_withdrawn(cast: Cast, signed_in: SignedIn) -> None:
    yesterday = clock.today() - timedelta(days=1)
    make_resource("old", name_bg="Изтекъл", verified_on=yesterday, verified_as="НОИ", valid_until=yesterday)
    make_resource("gone", name_bg="Оттеглен", state=State.WITHDRAWN)
    editor = signed_in(cast.editor)
    assert "Изтекъл<" in editor.get(QUEUE + "?state=expired").content.decode()
    withdrawn = editor.get(QUEUE + "?state=withdrawn").content.decode()
    assert "Оттеглен<" in withdrawn
    assert "Изтекъл<" not in withdrawn


def test_queue_shows_twenty_on_a_page_and_leads_to_the_rest(cast: Cast, signed_in: SignedIn) -> None:
    for number in range(21):
        make_resource(f"r{number}")
    page = signed_in(cast.editor).get(QUEUE).content.decode()
    assert page.count("/rabotno-myasto/za-pregled/resource/") == 20
    assert "page=2" in page


def test_queue_asks_the_same_however_much_waits(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(15):
        make_resource(f"r{number}", owner=cast.institution)
    editor = signed_in(cast.editor)
    with django_assert_max_num_queries(9):
        editor.get(QUEUE)


# Confirming


def test_one_press_confirms_and_says_so(cast: Cast, signed_in: SignedIn) -> None:
    make_resource(owner=cast.institution)
    response = signed_in(cast.own_partner).post(f"{QUEUE}resource/az-ejobs/", follow=True)
    assert "още е вярно" in response.content.decode()
    assert Resource.objects.get().verified_as == "НОИ"


def test_press_repeated_is_one_confirmation(cast: Cast, signed_in: SignedIn) -> None:
    make_resource(owner=cast.institution)
    partner = signed_in(cast.own_partner)
    for _ in range(2):
        partner.post(f"{QUEUE}resource/az-ejobs/")
    assert Verification.objects.count() == 1


def test_press_leads_back_to_the_same_part_of_the_queue(cast: Cast, signed_in: SignedIn) -> None:
    make_resource()
    response = signed_in(cast.editor).post(f"{QUEUE}resource/az-ejobs/", {"reason": "unverified", "page": "2"})
    assert response["Location"] == f"{QUEUE}?reason=unverified&page=2"


def test_confirmation_may_hold_for_a_shorter_time(cast: Cast, signed_in: SignedIn) -> None:
    make_resource()
    sooner = clock.today() + timedelta(days=30)
    signed_in(cast.editor).post(f"{QUEUE}resource/az-ejobs/", {"valid_until": f"{sooner:%d.%m.%Y}"})
    assert Resource.objects.get().valid_until == sooner


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "Този ден е минал."), (400, "Това е твърде далече."), (None, "напишете дата")]
)
def test_unfit_term_is_refused_in_words(cast: Cast, signed_in: SignedIn, days: int | None, sentence: str) -> None:
    make_resource()
    typed = "скоро" if days is None else f"{clock.today() + timedelta(days=days):%d.%m.%Y}"
    response = signed_in(cast.editor).post(f"{QUEUE}resource/az-ejobs/", {"valid_until": typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert f'value="{typed}"' in page
    assert Resource.objects.get().verified_on is None


@pytest.mark.parametrize("person", ["other_partner", "own_librarian", "own_coordinator"])
def test_only_the_own_partner_editor_or_office_confirms(cast: Cast, signed_in: SignedIn, person: str) -> None:
    make_resource(owner=cast.institution)
    assert signed_in(getattr(cast, person)).post(f"{QUEUE}resource/az-ejobs/").status_code == 403
    assert Resource.objects.get().verified_on is None


def test_editor_is_told_that_a_health_text_needs_its_expert(cast: Cast, signed_in: SignedIn) -> None:
    make_resource(area=make_area("health"), requires_verification=True)
    response = signed_in(cast.editor).post(f"{QUEUE}resource/az-ejobs/", follow=True)
    assert "потвърждава от експерт" in response.content.decode()
    assert Resource.objects.get().verified_on is None


def test_partner_of_another_institution_does_not_answer_a_report(cast: Cast, signed_in: SignedIn) -> None:
    resource = make_resource(owner=cast.institution)
    report = trust.report_change(resource, trust.ReportData(uuid4(), "phone", "", "т", "/"))
    address = f"/rabotno-myasto/saobshtenie/{report.pk}/"
    assert signed_in(cast.other_partner).post(address, {"outcome": "corrected"}).status_code == 403
    assert signed_in(cast.own_partner).post(address, {"outcome": "corrected"}).status_code == 302
    assert ChangeReport.objects.get().outcome == "corrected"


# Editing


def test_edit_writes_lines_as_steps_and_confirms_nothing(cast: Cast, signed_in: SignedIn) -> None:
    topic = make_topic()
    make_resource()
    signed_in(cast.editor).post("/rabotno-myasto/resurs/az-ejobs/", facts(topics=[topic.pk]))
    resource = Resource.objects.get()
    assert resource.how_to_bg == ["Изберете областта.", "Запишете телефона."]
    assert resource.languages == ["bg", "en"]
    assert list(resource.topics.all()) == [topic]
    assert resource.verified_on is None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("url", "ftp://az.government.bg", "„Адрес на сайта“: напишете адрес като https://primer.bg"),
        ("url", "javascript:alert(1)", "„Адрес на сайта“: напишете адрес като https://primer.bg"),
        ("phone", "обадете се", "„Телефон“: напишете номера като 0700 18 700"),
        ("name_bg", "", "Попълнете „Име“."),
        ("how_to_bg", "а" * 401, "разделете ред 1"),
    ],
)
def test_bad_input_names_the_fix_and_keeps_what_was_typed(
    cast: Cast, signed_in: SignedIn, field: str, value: str, sentence: str
) -> None:
    make_resource()
    response = signed_in(cast.editor).post("/rabotno-myasto/resurs/az-ejobs/", facts(**{field: value}))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Списък на местата." in page
    assert Resource.objects.get().name_bg == "Свободни места в бюрата по труда"


def test_telephone_line_needs_no_site(cast: Cast, signed_in: SignedIn) -> None:
    make_resource()
    editor = signed_in(cast.editor)
    assert editor.post("/rabotno-myasto/resurs/az-ejobs/", facts(url="")).status_code == 422
    assert editor.post("/rabotno-myasto/resurs/az-ejobs/", facts(url="", phone="0700 10 323")).status_code == 302


def test_form_names_topics_in_the_language_of_the_reader(cast: Cast, signed_in: SignedIn) -> None:
    make_topic()
    make_resource()
    page = signed_in(cast.editor).get("/rabotno-myasto/resurs/az-ejobs/").content.decode()
    assert "Свободни места</label>" in page


@pytest.mark.parametrize("person", ["other_partner", "own_librarian", "own_coordinator"])
def test_nobody_edits_what_another_institution_owns(cast: Cast, signed_in: SignedIn, person: str) -> None:
    make_resource(owner=cast.institution)
    address = "/rabotno-myasto/resurs/az-ejobs/"
    browser = signed_in(getattr(cast, person))
    assert browser.get(address).status_code == 403
    assert browser.post(address, facts()).status_code == 403


def test_partner_cannot_give_a_resource_to_another_institution(cast: Cast, signed_in: SignedIn) -> None:
    make_resource(owner=cast.institution)
    signed_in(cast.own_partner).post("/rabotno-myasto/resurs/az-ejobs/", facts(owner="nap"))
    assert Resource.objects.get().owner == cast.institution


def test_partner_cannot_give_a_resource_to_nobody(cast: Cast, signed_in: SignedIn) -> None:
    make_resource(owner=cast.institution)
    response = signed_in(cast.own_partner).post("/rabotno-myasto/resurs/az-ejobs/", facts(owner=""))
    assert response.status_code == 403
    assert Resource.objects.get().owner == cast.institution


def test_new_resource_begins_as_a_draft(cast: Cast, signed_in: SignedIn) -> None:
    make_area()
    typed = {"key": "noi-web", "area": "employment", "owner": "noi", **facts()}
    signed_in(cast.own_partner).post("/rabotno-myasto/resurs/", typed)
    assert (Resource.objects.get().state, Resource.objects.get().owner) == (State.DRAFT, cast.institution)


def test_partner_adds_nothing_for_another_institution(cast: Cast, signed_in: SignedIn) -> None:
    make_area()
    typed = {"key": "nap-web", "area": "employment", "owner": "nap", **facts()}
    assert signed_in(cast.own_partner).post("/rabotno-myasto/resurs/", typed).status_code == 422
    assert signed_in(cast.own_partner).post("/rabotno-myasto/resurs/", {**typed, "owner": ""}).status_code == 403
    assert not Resource.objects.exists()


def test_key_in_use_is_said_beside_the_field(cast: Cast, signed_in: SignedIn) -> None:
    make_resource()
    typed = {"key": "az-ejobs", "area": "employment", **facts()}
    page = signed_in(cast.editor).post("/rabotno-myasto/resurs/", typed).content.decode()
    assert "Този ключ е зает. Изберете друг." in page


def test_editor_orders_the_places_of_a_need(cast: Cast, signed_in: SignedIn) -> None:
    make_resource("first")
    make_resource("second")
    make_need()
    typed = {"title_bg": "Търся работа", "steps_bg": "Обадете се.", "resource_1": "second", "resource_2": "first"}
    signed_in(cast.editor).post("/rabotno-myasto/nuzhda/job-nearby/", typed)
    assert [resource.pk for resource in Need.objects.get().ordered_resources()] == ["second", "first"]


def test_partner_does_not_edit_a_need(cast: Cast, signed_in: SignedIn) -> None:
    make_need()
    assert signed_in(cast.own_partner).get("/rabotno-myasto/nuzhda/job-nearby/").status_code == 403


def test_step_that_is_not_open_is_refused_in_words(cast: Cast, signed_in: SignedIn) -> None:
    make_resource(state=State.DRAFT)
    address = "/rabotno-myasto/sastoyanie/resource/az-ejobs/"
    response = signed_in(cast.editor).post(address, {"to": "published"}, follow=True)
    assert "Тази стъпка вече не може." in response.content.decode()
    assert Resource.objects.get().state == State.DRAFT


def test_other_partner_moves_nothing(cast: Cast, signed_in: SignedIn) -> None:
    make_resource(state=State.DRAFT, owner=cast.institution)
    address = "/rabotno-myasto/sastoyanie/resource/az-ejobs/"
    assert signed_in(cast.other_partner).post(address, {"to": "in_review"}).status_code == 403
    assert Resource.objects.get().state == State.DRAFT


@pytest.mark.parametrize("address", ["/rabotno-myasto/za-pregled/need/none/", "/rabotno-myasto/za-pregled/book/none/"])
def test_unknown_thing_is_not_found(cast: Cast, signed_in: SignedIn, address: str) -> None:
    assert signed_in(cast.editor).post(address).status_code == 404
