"""What the public reads of offers: pages, lists, what is over, paper, reports."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ramo.kit import clock
from ramo.listings import actions
from ramo.listings.addresses import address_of
from ramo.listings.data import Applicant, Basis, Period, Right, Wage
from ramo.listings.labels import amount, band, wage, wage_short
from ramo.listings.lookup import ROOM_OF
from ramo.listings.models import MODELS, Listing
from ramo.network.tests.factories import make_library, make_settlement, make_user
from ramo.search.kinds import KINDS
from ramo.search.models import IndexCard
from ramo.trust.models import ChangeReport
from ramo.vocabularies.models import Occupation
from tests.cast import Cast

from .factories import (
    call_data,
    course_data,
    culture_data,
    make_areas,
    make_listing,
    make_vacancy,
    provenance,
    vacancy_data,
)

pytestmark = pytest.mark.django_db
OFFICE = "Бюро по труда Монтана"
KINDS_OF_DATA = [vacancy_data, course_data, call_data, culture_data]


@pytest.fixture(autouse=True)
def areas() -> None:
    make_areas()


def read(client: Client, listing: Listing) -> Any:
    return client.get(address_of(listing))


def text(response: Any) -> str:
    content: bytes = response.content
    return content.decode().replace("\xa0", " ")


def age(listing: Listing, days: int = 1) -> None:
    """Its last day was so many days ago."""
    until = clock.today() - timedelta(days=days)
    type(listing)._base_manager.filter(pk=listing.pk).update(valid_until=until, said_until=until)
    IndexCard.objects.filter(kind=listing.KIND, key=str(listing.pk)).update(valid_until=until)


def sheet_of(listing: Listing, name: str = "sheet") -> str:
    return reverse(f"listings:{name}", kwargs={"kind": ROOM_OF[listing.KIND], "pk": listing.pk})


# One offer


@pytest.mark.parametrize("data_of", KINDS_OF_DATA)
def test_offer_has_a_page_with_its_boundary_and_trust(data_of: Any, client: Client) -> None:
    html = text(read(client, make_listing(data_of())))
    assert "още не е проверено" in html.lower()
    assert 'class="note">' in html


def test_vacancy_says_wage_place_and_phone_in_the_voice_of_the_house(client: Client) -> None:
    html = text(read(client, make_vacancy()))
    for said in ("720–860 € на месец, бруто", "12 места", "Шивашка фабрика", "096 000 210", "не е посредник"):
        assert said in html, said


def test_missing_phone_leads_to_the_library(client: Client) -> None:
    html = text(read(client, make_vacancy(phone="")))
    assert "попитайте в библиотеката" in html


def test_confirmed_offer_says_by_whom_and_when(client: Client) -> None:
    assert OFFICE in text(read(client, make_vacancy(vouched_as=OFFICE)))


def test_call_whose_source_names_no_applicants_says_unknown(client: Client) -> None:
    html = text(read(client, make_listing(call_data(applicants=()))))
    assert "не е известно; източникът не казва" in html
    assert "читалища" in text(read(client, make_listing(call_data(applicants=(Applicant.CHITALISHTE,), title="Друг"))))


def test_call_says_the_minute_it_closes_in_the_time_of_the_country(client: Client) -> None:
    closes = (clock.now() + timedelta(days=9)).replace(hour=16, minute=30)
    assert "16:30 ч." in text(read(client, make_listing(call_data(closes_at=closes))))


def test_rights_that_nobody_stated_stay_unknown(client: Client) -> None:
    html = text(read(client, make_listing(culture_data(public_showing=Right.UNKNOWN))))
    assert "питайте притежателя" in html


def test_all_sources_of_an_offer_are_named(client: Client) -> None:
    first = make_vacancy(source_label="Бюро по труда")
    data = vacancy_data(source_label="EURES")
    actions.put_many([(data, provenance("77", "eures"))])
    html = text(read(client, first))
    assert "EURES" in html


def test_older_words_of_an_address_lead_to_the_present_ones(client: Client) -> None:
    listing = make_vacancy()
    old = reverse("listings:vacancy", args=[listing.pk, "stara-duma"])
    response = client.get(old)
    assert (response.status_code, response.headers["Location"]) == (301, address_of(listing))


def test_title_without_letters_still_has_an_address(client: Client) -> None:
    assert read(client, make_vacancy(title="!!!")).status_code == 200


def test_text_of_a_source_is_never_markup(client: Client) -> None:
    html = read(client, make_vacancy(title="<script>x</script>", text="<img src=x onerror=1>")).content.decode()
    assert "<script>x" not in html
    assert "<img src=x" not in html


@pytest.mark.parametrize("data_of", KINDS_OF_DATA)
def test_page_asks_the_database_a_fixed_number_of_times(data_of: Any, client: Client) -> None:
    listing = make_listing(data_of())
    with CaptureQueriesContext(connection) as queries:
        assert read(client, listing).status_code == 200
    few = len(queries)
    for number in range(6):
        make_listing(data_of(title=f"Друга {number}"))
    with CaptureQueriesContext(connection) as queries:
        read(client, listing)
    assert len(queries) <= few <= 7


def test_page_leads_to_searches_for_the_same_trade_and_place(client: Client) -> None:
    trade = Occupation.objects.create(
        uri="http://data.europa.eu/esco/occupation/1",
        isco_code="8153",
        label_bg="оператор на шевна машина",
        label_en="sewing machine operator",
        alternative_bg=["шивач", "шивачка"],
    )
    listing = make_vacancy(occupation=trade.pk, occupation_code="8153", places=(make_settlement().pk,))
    words = text(read(client, listing)).split('class="keywords')[1].split("</p>")[0]
    assert [each in words for each in ("оператор на шевна машина", "шивачка", "Росен дол")] == [True] * 3
    english = text(client.get(f"/en{address_of(listing)}")).split('class="keywords')[1].split("</p>")[0]
    assert ("sewing machine operator" in english, "шивач" in english) == (True, False)
    assert 'class="keywords' not in text(read(client, make_listing(call_data())))


def test_distance_is_told_from_the_chosen_library(client: Client) -> None:
    there = make_settlement("99003", name_bg="Далечко", lat=43.5, lon=23.2)
    library = make_library()
    assert library.settlement is not None
    type(library.settlement).objects.filter(pk=library.settlement_id).update(lat=43.4, lon=23.2)
    client.cookies["library"] = library.number
    assert "11 км от" in text(read(client, make_vacancy(places=(there.pk,))))


def test_distance_to_an_offer_of_several_places_is_that_to_the_nearest(client: Client) -> None:
    far = make_settlement("99003", name_bg="Далечко", lat=43.9, lon=23.2)
    near = make_settlement("99004", name_bg="Близко", lat=43.5, lon=23.2)
    pointless = make_settlement("99005", name_bg="Без точка", lat=None, lon=None)
    library = make_library(settlement=make_settlement("99006", lat=43.4, lon=23.2))
    client.cookies["library"] = library.number
    assert "най-близкото на 11 км от" in text(read(client, make_vacancy(places=(far.pk, pointless.pk, near.pk))))
    assert "км от" not in text(read(client, make_vacancy(title="Друга", places=(far.pk, "99006"))))
    assert "км от" not in text(read(client, make_vacancy(title="Трета", places=(pointless.pk,))))


def test_similar_ones_that_somebody_confirmed_stand_before_the_others(client: Client) -> None:
    listing = make_vacancy(occupation_code="7533")
    make_vacancy(title="Кроячка", occupation_code="7533")
    make_vacancy(title="Готвачка", occupation_code="5120", vouched_as=OFFICE)
    html = text(read(client, listing))
    assert html.index("Готвачка") < html.index("Кроячка")


# What is over


def test_expired_offer_answers_410_with_what_is_similar_and_current(client: Client) -> None:
    over, current = make_vacancy(), make_vacancy(title="Гладач")
    age(over)
    response = read(client, over)
    assert response.status_code == 410
    assert address_of(current) in text(response)


def test_withdrawn_offer_answers_410_and_offers_nothing_that_is_over(client: Client) -> None:
    gone, expired = make_vacancy(), make_vacancy(title="Гладач")
    age(expired)
    actions.withdraw(gone, by=make_user("office@example.bg"))
    response = read(client, gone)
    assert response.status_code == 410
    assert address_of(expired) not in text(response)


def test_closed_call_answers_410_in_the_same_minute(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    closes = clock.now() + timedelta(seconds=50)
    listing = make_listing(call_data(closes_at=closes))
    assert read(client, listing).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: closes)
    assert read(client, listing).status_code == 410


def test_page_of_a_call_is_kept_no_longer_than_it_is_open(client: Client) -> None:
    listing = make_listing(call_data(closes_at=clock.now() + timedelta(seconds=20)))
    assert int(read(client, listing).headers["X-Accel-Expires"]) <= 20


def test_staff_read_the_archive(cast: Cast, signed_in: Any) -> None:
    over = make_vacancy()
    age(over)
    assert read(signed_in(cast.office), over).status_code == 200


def test_nothing_past_its_date_goes_to_paper_whoever_prints(cast: Cast, signed_in: Any) -> None:
    over = make_vacancy()
    age(over)
    for name in ("sheet", "pdf"):
        assert signed_in(cast.office).get(sheet_of(over, name)).status_code == 410


def test_number_of_another_kind_finds_nothing(client: Client) -> None:
    listing = make_vacancy()
    assert client.get(reverse("listings:course", args=[listing.pk, listing.slug])).status_code == 404


# Paper


@pytest.mark.parametrize("data_of", KINDS_OF_DATA)
def test_offer_goes_to_one_sheet_with_its_boundary(data_of: Any, client: Client) -> None:
    listing = make_listing(data_of())
    html = text(client.get(sheet_of(listing)))
    assert listing.title in html
    assert client.get(sheet_of(listing, "pdf")).content.startswith(b"%PDF")


# Reports


def test_reader_reports_that_an_offer_is_gone(client: Client) -> None:
    listing = make_vacancy()
    address = sheet_of(listing, "report")
    sent = {"submission": str(uuid4()), "what": "closed", "text": "Взеха човек."}
    assert client.post(address, sent).status_code == 302
    report = ChangeReport.objects.get()
    assert (report.target_kind, report.target_key) == ("listings.vacancy", str(listing.pk))


def test_report_with_a_personal_number_is_refused_and_keeps_what_was_typed(client: Client) -> None:
    sent = {"submission": str(uuid4()), "what": "closed", "text": "Аз съм 7523169263"}
    response = client.post(sheet_of(make_vacancy(), "report"), sent)
    assert response.status_code == 422
    assert "7523169263" in response.content.decode()
    assert not ChangeReport.objects.exists()


# Words


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Wage(Decimal(720), Decimal(860), Period.MONTH, Basis.GROSS), "720–860 € на месец, бруто"),
        (Wage(Decimal(640), None), "от 640 € на месец"),
        (Wage(None, Decimal(900)), "до 900 € на месец"),
        (Wage(Decimal("4.20"), Decimal("4.20"), Period.HOUR, Basis.NET), "4,20 € на час, чисто, на ръка"),
        (Wage(Decimal(300), Decimal(300), Period.WHOLE), "300 € за цялата работа"),
        (Wage(None, None, original="по договаряне"), "по договаряне"),
        (None, ""),
    ],
)
def test_wage_is_said_as_people_say_it(told: Wage | None, said: str) -> None:
    assert wage(told).replace("\xa0", " ") == said


def test_amounts_have_hard_spaces_and_cents_only_where_there_are_any() -> None:
    assert amount(Decimal("12000")) == "12\xa0000\xa0€"
    assert amount(Decimal("9.90")) == "9,90\xa0€"
    assert band(None, None) == ""
    assert wage_short(Wage(Decimal(5), Decimal(6), Period.HOUR)).replace("\xa0", " ") == "5–6 € на час"


def test_cards_and_pages_agree_when_a_kind_expires_soon() -> None:
    assert {kind: model.DUE_SOON for kind, model in MODELS.items()} == {kind: KINDS[kind].due_soon for kind in MODELS}


def test_english_page_shows_the_offer_in_its_own_language_marked(client: Client) -> None:
    listing = make_vacancy()
    html = text(client.get("/en" + address_of(listing)))
    assert '<h1 lang="bg">' in html
    assert "720–860 € a month, gross" in html
