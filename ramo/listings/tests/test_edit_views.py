"""Staff write offers, say that they are still true, take them down, split them and answer readers."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.listings import actions
from ramo.listings.data import Applicant, ListingKind, Wage
from ramo.listings.forms import FORMS
from ramo.listings.lookup import ROOM_OF
from ramo.listings.models import Course, CulturalProduct, FundingCall, Listing, Sighting, Vacancy
from ramo.listings.writing import data_of
from ramo.network.models import Institution
from ramo.search.models import IndexCard
from ramo.tasks.models import Task
from ramo.trust.actions import ReportData, refresh_review_tasks, report_change
from ramo.trust.models import ChangeReport, State
from ramo.vocabularies.models import Occupation
from tests.cast import Cast

from .factories import course_data, make_areas, make_listing, make_vacancy, provenance, vacancy_data

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
OFFERS = "/rabotno-myasto/oferti/"


@pytest.fixture(autouse=True)
def areas() -> None:
    make_areas()


def typed(**values: Any) -> dict[str, Any]:
    """The fewest fields with which a vacancy is written."""
    return {"submission": str(uuid4()), "title": "Готвач", "employer": "Столова", "phone": "096 000 210", **values}


def own(cast: Cast) -> dict[str, Any]:
    return {"institution": cast.institution.pk, "places": cast.library.settlement_id}


def write(client: Client, kind: str = "obyava", **values: Any) -> Any:
    return client.post(f"{OFFERS}{kind}/nova/", values)


def edit_address(listing: Listing, name: str = "edit") -> str:
    return reverse(f"listings:{name}", kwargs={"kind": ROOM_OF[listing.KIND], "pk": listing.pk})


def own_vacancy(cast: Cast, **values: Any) -> Listing:
    return make_vacancy(institution=cast.institution.pk, places=(cast.library.settlement_id,), **values)


def reread(listing: Listing) -> Any:
    return type(listing)._base_manager.get(pk=listing.pk)


# Writing


def test_partner_writes_a_vacancy_that_stands_in_the_institutions_name(cast: Cast, signed_in: SignedIn) -> None:
    response = write(signed_in(cast.own_partner), **typed(**own(cast), wage_low="720,50", wage_high="1 200 €"))
    assert response.status_code == 302, response.content.decode()
    vacancy = Vacancy.objects.get()
    assert (str(vacancy.wage_low), str(vacancy.wage_high)) == ("720.50", "1200.00")
    assert vacancy.verified_as == (cast.institution.abbreviation_bg or cast.institution.name_bg)
    assert vacancy.valid_until == clock.today() + timedelta(days=14)
    assert IndexCard.objects.filter(kind="vacancy", key=str(vacancy.pk), verified_on=clock.today()).exists()


def test_form_sent_twice_writes_one_offer(cast: Cast, signed_in: SignedIn) -> None:
    client, values = signed_in(cast.own_partner), typed(**own(cast))
    write(client, **values)
    write(client, **values)
    assert Vacancy.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "values", "model"),
    [
        ("kurs", {"title": "Курс", "provider": "ЦПО", "starts_on": "01.02.2027"}, Course),
        ("finansirane", {"title": "Покана", "closes_on": "01.02.2027", "applicants": ["library"]}, FundingCall),
        ("kultura", {"title": "Филм", "work": "film", "link": "https://example.bg/film"}, CulturalProduct),
    ],
)
def test_each_kind_is_written_by_its_form(
    kind: str, values: dict[str, Any], model: type[Listing], cast: Cast, signed_in: SignedIn
) -> None:
    response = write(signed_in(cast.office), kind, submission=str(uuid4()), **values)
    assert response.status_code == 302, response.content.decode()
    assert model._base_manager.get().verified_as == "програмният офис"


def test_call_without_an_hour_closes_at_the_end_of_its_day(cast: Cast, signed_in: SignedIn) -> None:
    write(signed_in(cast.office), "finansirane", submission=str(uuid4()), title="Покана", closes_on="01.02.2027")
    call = FundingCall.objects.get()
    assert call.closes_at is not None
    assert f"{call.closes_at.astimezone(clock.COUNTRY_ZONE):%d.%m.%Y %H:%M}" == "01.02.2027 23:59"
    assert call.applicants == []


def test_new_form_begins_from_the_last_offer(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_partner)
    write(client, **typed(**own(cast), contract="безсрочен", labour_office="Бюрото", text="Само тогава"))
    html = client.get(f"{OFFERS}obyava/nova/").content.decode()
    assert 'value="безсрочен"' in html
    assert 'value="Бюрото"' in html
    assert "Само тогава" not in html
    assert 'value="Готвач"' not in html


@pytest.mark.parametrize("kind", list(ListingKind))
def test_of_the_next_offer_at_most_six_fields_are_asked_anew(kind: ListingKind) -> None:
    form = FORMS[kind]
    assert form.repeated <= set(form.base_fields)
    assert len([name for name in form.first if name not in form.repeated]) <= 6


def test_first_form_of_a_partner_begins_from_the_own_institution(cast: Cast, signed_in: SignedIn) -> None:
    Institution.objects.filter(pk=cast.institution.pk).update(phone="096 000 210")
    form = signed_in(cast.own_partner).get(f"{OFFERS}obyava/nova/").context["form"]
    assert form["phone"].value() == "096 000 210"
    assert form["source_label"].value() == (cast.institution.abbreviation_bg or cast.institution.name_bg)


def test_amounts_come_back_as_people_write_them(cast: Cast, signed_in: SignedIn) -> None:
    listing = own_vacancy(cast, wage=Wage(Decimal("720.50"), Decimal(860)))
    form = signed_in(cast.own_partner).get(edit_address(listing)).context["form"]
    assert (form["wage_low"].value(), form["wage_high"].value()) == ("720,50", "860")


def test_new_form_begins_from_no_offer_of_others(cast: Cast, signed_in: SignedIn) -> None:
    write(signed_in(cast.own_partner), **typed(**own(cast), contract="безсрочен"))
    assert "безсрочен" not in signed_in(cast.other_partner).get(f"{OFFERS}obyava/nova/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Попълнете"),
        ({"title": "Готвач 7523169263"}, "прилича на ЕГН"),
        ({"how_to_apply": "Кажете 7523169263"}, "прилича на ЕГН"),
        ({"wage_low": "900", "wage_high": "800"}, "Разменете"),
        ({"wage_low": "много"}, "720"),
        ({"valid_until": "вчера"}, "24.11.2026"),
        ({"valid_until": "01.01.2020"}, "минал"),
        ({"phone": "обади се"}, "0700 18 700"),
        ({"places": "Няматакова"}, "Няматакова"),
        ({"link": "javascript:alert(1)"}, "https://"),
        ({"country": "България"}, ""),
        ({"positions": "-3"}, ""),
    ],
)
def test_bad_input_is_refused_and_what_was_typed_stays(
    wrong: dict[str, Any], said: str, cast: Cast, signed_in: SignedIn
) -> None:
    response = write(signed_in(cast.own_partner), **{**typed(**own(cast), employer="Столова „Тест“"), **wrong})
    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert "Столова „Тест“" in html
    assert 'role="alert"' in html
    assert not Vacancy.objects.exists()


def test_coordinator_writes_in_the_own_district_only(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_coordinator)
    refused = write(client, **typed(places=cast.other_library.settlement_id))
    assert refused.status_code == 422
    assert "извън вашата област" in refused.content.decode()
    assert write(client, **typed(places=cast.library.settlement_id)).status_code == 302
    assert Vacancy.objects.get().verified_as.startswith("областният координатор")


def test_partner_writes_in_no_other_institutions_name(cast: Cast, signed_in: SignedIn) -> None:
    foreign = {"institution": cast.other_institution.pk, "places": cast.library.settlement_id}
    assert write(signed_in(cast.own_partner), **typed(**foreign)).status_code == 422
    assert write(signed_in(cast.own_partner), **typed()).status_code == 422
    assert not Vacancy.objects.exists()


# Editing


def test_editing_keeps_what_the_form_does_not_ask(cast: Cast, signed_in: SignedIn) -> None:
    Occupation.objects.create(uri="http://data.europa.eu/esco/occupation/x", isco_code="5120", label_bg="Готвач")
    listing = own_vacancy(
        cast,
        occupation="http://data.europa.eu/esco/occupation/x",
        occupation_code="5120",
        topics=("emp-vacancies",),
        published_on=clock.today(),
        original="<p>оригинал</p>",
    )
    client = signed_in(cast.own_partner)
    sent = typed(**own(cast), title="Готвач в столова")
    assert client.post(edit_address(listing), sent).status_code == 302
    found = reread(listing)
    assert (found.title, found.occupation_id, found.occupation_code) == (
        "Готвач в столова", "http://data.europa.eu/esco/occupation/x", "5120"
    )  # fmt: skip
    assert (found.topics, found.published_on, found.original) == (["emp-vacancies"], clock.today(), "<p>оригинал</p>")
    assert found.verified_on == clock.today()


def test_edit_form_shows_the_offer_and_sent_as_it_is_changes_nothing(cast: Cast, signed_in: SignedIn) -> None:
    listing = own_vacancy(cast)
    client = signed_in(cast.own_partner)
    form = client.get(edit_address(listing)).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, "", False)}
    client.post(edit_address(listing), sent)
    assert data_of(reread(listing)).fingerprint() == data_of(listing).fingerprint()


def test_moving_an_offer_out_of_the_own_district_is_refused(cast: Cast, signed_in: SignedIn) -> None:
    listing = make_vacancy(places=(cast.library.settlement_id,))
    sent = typed(places=cast.other_library.settlement_id)
    assert signed_in(cast.own_coordinator).post(edit_address(listing), sent).status_code == 422
    assert reread(listing).places == [cast.library.settlement_id]


def test_sources_are_shown_and_what_was_merged_is_split(cast: Cast, signed_in: SignedIn) -> None:
    listing = own_vacancy(cast, employer="Столова")
    data = vacancy_data(employer="Столова", places=(cast.library.settlement_id,), source_label="EURES")
    actions.put_many([(data, provenance("77", "eures"))])
    client = signed_in(cast.own_partner)
    assert "EURES" in client.get(edit_address(listing)).content.decode()
    merged = Sighting.objects.get(source_key="eures")
    address = reverse("listings:split", kwargs={"kind": "obyava", "pk": listing.pk, "sighting": merged.pk})
    client.post(address)
    merged.refresh_from_db()
    assert merged.listing != listing.pk


def test_sighting_of_another_offer_is_not_split_from_here(cast: Cast, signed_in: SignedIn) -> None:
    listing, other = own_vacancy(cast), make_vacancy(title="Друга")
    foreign = Sighting.objects.of("vacancy", other.pk).get()
    address = reverse("listings:split", kwargs={"kind": "obyava", "pk": listing.pk, "sighting": foreign.pk})
    assert signed_in(cast.own_partner).post(address).status_code == 404


# One press


def test_one_press_says_still_true(cast: Cast, signed_in: SignedIn) -> None:
    listing = own_vacancy(cast)
    response = signed_in(cast.own_partner).post(edit_address(listing, "confirm"), {"shelf": "ending"}, follow=True)
    assert response.redirect_chain[0][0].endswith("?kind=obyava&shelf=ending")
    assert reread(listing).verified_on == clock.today()


def test_course_past_its_enrolment_is_not_confirmed_and_the_reason_is_said(cast: Cast, signed_in: SignedIn) -> None:
    listing = make_listing(course_data(institution=cast.institution.pk, enrol_until=clock.today() - timedelta(days=1)))
    response = signed_in(cast.own_partner).post(edit_address(listing, "confirm"), follow=True)
    assert 'role="alert"' in response.content.decode()
    assert reread(listing).verified_on is None


def test_taken_down_and_shown_again(cast: Cast, signed_in: SignedIn) -> None:
    listing, client = own_vacancy(cast), signed_in(cast.own_partner)
    client.post(edit_address(listing, "withdraw"))
    assert reread(listing).state == State.WITHDRAWN
    client.post(edit_address(listing, "restore"))
    assert reread(listing).state == State.PUBLISHED


# Lists


def test_shelves_tell_what_is_shown_what_ends_and_what_is_over(cast: Cast, signed_in: SignedIn) -> None:
    make_listing(vacancy_data(title="Дълга", institution=cast.institution.pk))
    make_listing(
        vacancy_data(title="Къса", institution=cast.institution.pk, valid_until=clock.today() + timedelta(days=2))
    )
    gone = make_listing(vacancy_data(title="Свалена", institution=cast.institution.pk))
    actions.withdraw(gone, by=cast.office)
    client = signed_in(cast.own_partner)

    def titles(shelf: str) -> set[str]:
        entries = client.get(f"{OFFERS}?kind=obyava&shelf={shelf}").context["entries"]
        return {listing.title for listing, _entry in entries}

    assert titles("current") == {"Дълга", "Къса"}
    assert titles("ending") == {"Къса"}
    assert titles("archive") == {"Свалена"}


def test_list_shows_nothing_of_other_institutions(cast: Cast, signed_in: SignedIn) -> None:
    own_vacancy(cast)
    assert not signed_in(cast.other_partner).get(OFFERS).context["entries"]
    assert len(signed_in(cast.own_coordinator).get(OFFERS).context["entries"]) == 1
    assert not signed_in(cast.other_coordinator).get(OFFERS).context["entries"]


# Readers


def said_by_a_reader(listing: Listing) -> ChangeReport:
    report = ReportData(uuid4(), ChangeReport.What.CLOSED, "Взеха човек.", title=listing.title, link="/obyava/1-x/")
    return report_change(listing, report)


def answer(client: Client, report: ChangeReport, outcome: str) -> Any:
    address = reverse("listings:answer", kwargs={"pk": report.pk})
    return client.post(address, {"outcome": outcome})


def test_what_readers_say_waits_for_who_may_answer(cast: Cast, signed_in: SignedIn) -> None:
    report = said_by_a_reader(own_vacancy(cast))
    for user in (cast.own_partner, cast.own_coordinator, cast.office):
        assert "Взеха човек." in signed_in(user).get(OFFERS).content.decode()
    assert "Взеха човек." not in signed_in(cast.other_partner).get(OFFERS).content.decode()
    task = Task.objects.open_for([f"institution:{cast.institution.pk}"]).get(key__contains="listings:offers")
    assert task.params == {"count": 1}
    assert answer(signed_in(cast.other_partner), report, "still_true").status_code == 403


def test_still_true_answers_the_reader_and_confirms(cast: Cast, signed_in: SignedIn) -> None:
    listing = own_vacancy(cast)
    report = said_by_a_reader(listing)
    answer(signed_in(cast.own_partner), report, "still_true")
    report.refresh_from_db()
    assert report.outcome == ChangeReport.Outcome.STILL_TRUE
    assert reread(listing).verified_on == clock.today()


def test_corrected_answers_the_reader_and_confirms_nothing(cast: Cast, signed_in: SignedIn) -> None:
    listing = own_vacancy(cast)
    answer(signed_in(cast.own_partner), said_by_a_reader(listing), "corrected")
    assert reread(listing).verified_on is None


def test_report_on_something_else_is_not_answered_here(cast: Cast, signed_in: SignedIn) -> None:
    report = ChangeReport.objects.create(
        submission=uuid4(), target_kind="resources.resource", target_key="noi-pik", what=ChangeReport.What.PHONE
    )
    assert answer(signed_in(cast.office), report, "corrected").status_code == 404


def test_confirmed_offers_about_to_end_make_a_task_and_harvested_ones_none(cast: Cast) -> None:
    soon = clock.today() + timedelta(days=2)
    own_vacancy(cast, valid_until=soon)
    refresh_review_tasks()
    assert not Task.objects.filter(key__contains="listings:offers").exists()
    own_vacancy(cast, valid_until=soon, title="Потвърдена", vouched_as="Бюро по труда")
    refresh_review_tasks()
    task = Task.objects.open_for([f"institution:{cast.institution.pk}"]).get(key__contains="listings:offers")
    assert task.link == f"{OFFERS}?reason=due_soon"


def test_applicants_of_a_call_are_kept_by_its_form(cast: Cast, signed_in: SignedIn) -> None:
    sent = {"submission": str(uuid4()), "title": "Покана", "closes_on": "01.02.2027", "closes_hour": "16:30"}
    write(signed_in(cast.office), "finansirane", **sent, applicants=["library", "school"])
    assert FundingCall.objects.get().who == [Applicant.LIBRARY, Applicant.SCHOOL]
