"""The door that writes offers: new, changed, the same, merged, split, seen again, gone."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ramo.kit import clock
from ramo.listings import actions
from ramo.listings.batch import Manner
from ramo.listings.data import Basis, Outcome, Period, Provenance, Wage
from ramo.listings.errors import IdentifierInText, NothingToSplit
from ramo.listings.models import FundingCall, Listing, Sighting, Vacancy
from ramo.listings.writing import data_of, packed, unpacked
from ramo.network.tests.factories import make_settlement, make_user
from ramo.search.models import IndexCard
from ramo.trust.errors import ValidUntilPassed
from ramo.trust.models import State, Verification

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


@pytest.fixture(autouse=True)
def areas() -> None:
    make_areas()


def put(data: Any, seen_in: Provenance, **more: Any) -> actions.Put:
    return actions.put(data, provenance=seen_in, **more)


def card_of(listing: Listing) -> IndexCard:
    return IndexCard.objects.get(kind=listing.KIND, key=str(listing.pk))


def has_card(listing: Listing) -> bool:
    return IndexCard.objects.filter(kind=listing.KIND, key=str(listing.pk)).exists()


def reread(listing: Listing) -> Any:
    return type(listing)._base_manager.get(pk=listing.pk)


def test_put_brings_a_new_offer_with_its_card() -> None:
    done = put(vacancy_data(), provenance("4821"))
    assert done.outcome == Outcome.NEW
    card = card_of(done.listing)
    assert (card.title_bg, card.area) == ("Шивач / шивачка", "employment")
    assert "720–860\xa0€ на месец, бруто" in card.text_bg


def test_put_of_the_same_again_writes_no_second_offer() -> None:
    first = put(vacancy_data(), provenance("4821"))
    again = put(vacancy_data(original="<p>друг запис</p>"), provenance("4821"))
    assert (again.outcome, again.listing.pk) == (Outcome.UNCHANGED, first.listing.pk)
    assert Vacancy.objects.count() == 1


def test_put_of_a_changed_offer_keeps_its_address_and_files_its_card_anew() -> None:
    first = put(vacancy_data(), provenance("4821"))
    changed = put(vacancy_data(title="Шивач на облекло"), provenance("4821"))
    assert (changed.outcome, changed.listing.pk) == (Outcome.CHANGED, first.listing.pk)
    assert card_of(changed.listing).title_bg == "Шивач на облекло"


def test_what_a_source_changed_is_no_longer_confirmed() -> None:
    first = put(vacancy_data(), provenance("4821"), vouched_as=OFFICE)
    assert reread(first.listing).verified_as == OFFICE
    put(vacancy_data(title="Шивач на облекло"), provenance("4821"))
    assert reread(first.listing).verified_on is None
    assert card_of(first.listing).verified_on is None


def test_offer_of_a_source_starts_unconfirmed_and_one_of_its_institution_confirmed() -> None:
    assert make_vacancy().verified_on is None
    vouched = make_vacancy(vouched_as=OFFICE, title="Гладач")
    assert (vouched.verified_on, vouched.verified_as) == (clock.today(), OFFICE)
    assert Verification.objects.get().target_key == str(vouched.pk)


@pytest.mark.parametrize(
    ("said", "days"),
    [(None, 14), (10, 10), (90, 30)],
    ids=["says nothing", "says ten days", "says too much"],
)
def test_vacancy_stands_as_its_source_says_at_most_thirty_days(said: int | None, days: int) -> None:
    until = clock.today() + timedelta(days=said) if said else None
    assert make_vacancy(valid_until=until).valid_until == clock.today() + timedelta(days=days)


def test_course_stands_until_enrolment_ends_else_until_it_starts() -> None:
    day = clock.today() + timedelta(days=9)
    assert make_listing(course_data(enrol_until=day)).valid_until == day
    assert make_listing(course_data(enrol_until=None, starts_on=day, title="Друг")).valid_until == day


def test_call_stands_until_the_day_it_closes_in_the_country() -> None:
    closes = datetime(2027, 3, 1, 0, 30, tzinfo=clock.COUNTRY_ZONE)
    assert make_listing(call_data(closes_at=closes)).valid_until == date(2027, 3, 1)


def test_cultural_product_stands_a_year() -> None:
    assert make_listing(culture_data()).valid_until == clock.today() + timedelta(days=365)


def test_same_offer_of_another_source_is_merged_with_both_provenances() -> None:
    first = put(vacancy_data(), provenance("1", "office"))
    twin = put(vacancy_data(text="Същото, с други думи", title="ШИВАЧ/ШИВАЧКА"), provenance("77", "eures"))
    assert (twin.outcome, twin.listing.pk) == (Outcome.MERGED, first.listing.pk)
    assert {each.source_key for each in Sighting.objects.of("vacancy", first.listing.pk)} == {"office", "eures"}
    assert reread(first.listing).text == ""


def test_source_that_names_an_offer_twice_means_two() -> None:
    put(vacancy_data(), provenance("1"))
    assert put(vacancy_data(), provenance("2")).outcome == Outcome.NEW


def test_title_alone_makes_no_two_offers_the_same() -> None:
    put(vacancy_data(employer=""), provenance("1", "office"))
    assert put(vacancy_data(employer=""), provenance("77", "eures")).outcome == Outcome.NEW


def test_offer_elsewhere_is_another_offer() -> None:
    put(vacancy_data(place_text="Монтана"), provenance("1", "office"))
    assert put(vacancy_data(place_text="Видин"), provenance("77", "eures")).outcome == Outcome.NEW


def test_merging_an_offer_that_its_institution_brings_confirms_it() -> None:
    first = put(vacancy_data(), provenance("1", "eures"))
    put(vacancy_data(), provenance("77", "office"), vouched_as=OFFICE)
    assert reread(first.listing).verified_as == card_of(first.listing).verified_as == OFFICE


def test_split_makes_two_again_and_they_stay_two() -> None:
    first = put(vacancy_data(), provenance("1", "office")).listing
    put(vacancy_data(text="Друга смяна"), provenance("77", "eures"))
    merged = Sighting.objects.get(source_key="eures")
    alone = actions.split(merged, by=make_user("split@example.bg"))
    assert alone.pk != first.pk
    assert reread(alone).text == "Друга смяна"
    assert has_card(alone)
    again = put(vacancy_data(text="Друга смяна"), provenance("77", "eures"))
    assert (again.outcome, again.listing.pk) == (Outcome.UNCHANGED, alone.pk)


def test_source_that_brought_the_offer_cannot_be_split_from_it() -> None:
    put(vacancy_data(), provenance("1"))
    with pytest.raises(NothingToSplit):
        actions.split(Sighting.objects.get(), by=make_user("split@example.bg"))


def test_offer_is_withdrawn_when_no_source_has_it_any_more() -> None:
    listing = put(vacancy_data(), provenance("1", "office")).listing
    put(vacancy_data(text="от другия"), provenance("77", "eures"))
    assert actions.mark_gone(source_key="office", external_ids=["1"]) == 0
    assert reread(listing).text == "от другия"
    assert actions.mark_gone(source_key="eures", external_ids=["77"]) == 1
    assert reread(listing).state == State.WITHDRAWN
    assert not has_card(listing)


def test_offer_that_comes_back_to_its_source_comes_back_to_readers() -> None:
    listing = put(vacancy_data(), provenance("1")).listing
    actions.mark_gone(source_key="feed", external_ids=["1"])
    assert put(vacancy_data(), provenance("1")).outcome == Outcome.CHANGED
    assert reread(listing).state == State.PUBLISHED
    assert has_card(listing)


def test_what_a_person_withdrew_no_source_brings_back() -> None:
    listing = put(vacancy_data(), provenance("1")).listing
    actions.withdraw(listing, by=make_user("office@example.bg"))
    put(vacancy_data(title="Шивач пак"), provenance("1"))
    assert reread(listing).state == State.WITHDRAWN
    assert not has_card(listing)


def test_standing_of_a_source_is_what_it_had_without_what_is_gone() -> None:
    put(vacancy_data(), provenance("1"))
    put(vacancy_data(title="Гладач"), provenance("2"))
    put(vacancy_data(title="Готвач"), provenance("3", "other"))
    actions.mark_gone(source_key="feed", external_ids=["2"])
    assert actions.standing_of("feed") == {"1": vacancy_data().fingerprint()}


def test_offer_still_seen_stands_longer() -> None:
    listing = put(vacancy_data(), provenance("1")).listing
    shorten(listing)
    assert actions.mark_seen(source_key="feed", external_ids=["1"]) == 1
    assert reread(listing).valid_until == card_of(listing).valid_until == clock.today() + timedelta(days=14)


def test_what_somebody_confirmed_until_a_day_no_machine_prolongs() -> None:
    listing = put(vacancy_data(), provenance("1"), vouched_as=OFFICE).listing
    shorten(listing)
    assert actions.mark_seen(source_key="feed", external_ids=["1"]) == 0
    actions.mark_seen(source_key="feed", external_ids=["1"], vouched_as=OFFICE)
    assert reread(listing).valid_until == clock.today() + timedelta(days=14)


def shorten(listing: Listing) -> None:
    type(listing)._base_manager.filter(pk=listing.pk).update(
        valid_until=clock.today() + timedelta(days=1), seen_on=clock.today() - timedelta(days=13)
    )


def test_put_many_gives_an_answer_for_each_in_order() -> None:
    items = [(vacancy_data(title=f"Работа {n}"), provenance(str(n))) for n in range(3)]
    done = actions.put_many([*items, (course_data(), provenance("k1")), items[0]])
    assert [each.outcome for each in done] == [Outcome.NEW] * 5
    assert done[0].listing.pk == done[4].listing.pk
    assert Vacancy.objects.count() == 3


@pytest.mark.parametrize("count", [3, 60])
def test_put_many_asks_the_database_as_often_for_few_as_for_many(count: int) -> None:
    items = [(vacancy_data(title=f"Работа {n}"), provenance(str(n))) for n in range(count)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        actions.put_many(items)
    assert len(queries) == 12


def test_bad_length_of_a_foreign_text_is_cut_and_stops_no_batch() -> None:
    listing = make_vacancy(
        title="а" * 400, employer="б" * 400, positions=70_000, link="https://example.bg/" + "x" * 600
    )
    found = reread(listing)
    assert (len(found.title), len(found.employer), found.positions, found.link) == (250, 200, None, "")


def test_unknown_settlement_and_occupation_are_left_out() -> None:
    settlement = make_settlement()
    listing = make_vacancy(places=(settlement.pk, "00000"), occupation="http://data.europa.eu/esco/occupation/none")
    found = reread(listing)
    assert (found.places, found.districts, found.occupation) == ([settlement.pk], ["MON"], None)


def test_personal_number_is_refused_in_any_text() -> None:
    with pytest.raises(IdentifierInText):
        put(vacancy_data(how_to_apply="Кажете 7523169263"), provenance("1"))


def test_withdrawing_twice_is_one_act() -> None:
    listing = make_vacancy()
    user = make_user("office@example.bg")
    actions.withdraw(listing, by=user)
    actions.withdraw(listing, by=user)
    assert not has_card(listing)


def test_confirming_holds_fourteen_days_for_a_vacancy() -> None:
    listing = make_vacancy()
    actions.confirm(listing, by=make_user("expert@example.bg"), verified_as=OFFICE)
    assert reread(listing).valid_until == clock.today() + timedelta(days=14)
    assert card_of(listing).verified_as == OFFICE


def test_course_whose_enrolment_ended_is_not_confirmed() -> None:
    listing = make_listing(course_data(enrol_until=clock.today() - timedelta(days=1)))
    with pytest.raises(ValidUntilPassed):
        actions.confirm(listing, by=make_user("expert@example.bg"), verified_as=OFFICE)


def test_amending_stands_for_what_is_written() -> None:
    listing = make_vacancy()
    actions.amend(listing, vacancy_data(title="Кроячка"), by=make_user("expert@example.bg"), vouched_as=OFFICE)
    assert (card_of(listing).title_bg, card_of(listing).verified_as) == ("Кроячка", OFFICE)


def test_restored_offer_is_back_and_confirmed() -> None:
    listing = make_vacancy()
    user = make_user("office@example.bg")
    actions.withdraw(listing, by=user)
    actions.restore(listing, by=user, vouched_as=OFFICE)
    assert has_card(listing)
    assert reread(listing).verified_as == OFFICE


def test_call_leaves_the_lists_in_the_minute_it_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    closes = clock.now() + timedelta(minutes=1)
    listing = make_listing(call_data(closes_at=closes))
    assert FundingCall.objects.current().exists()
    assert actions.close_calls() == 0
    monkeypatch.setattr(clock, "now", lambda: closes)
    assert not FundingCall.objects.current().exists()
    assert reread(listing).is_over()
    assert actions.close_calls() == 1
    assert not has_card(listing)


@pytest.mark.parametrize(
    "data",
    [
        vacancy_data(wage=Wage(Decimal("640.50"), None, Period.HOUR, Basis.NET, "от 640,50"), positions=None),
        course_data(),
        call_data(),
        culture_data(price=Decimal("4.20")),
    ],
    ids=lambda data: data.kind,
)
def test_what_a_source_said_is_read_back_as_it_was(data: Any) -> None:
    assert unpacked(data.kind, packed(data)).fingerprint() == data.fingerprint()
    written = data_of(reread(make_listing(data)))
    assert written.fingerprint() == type(data)(**{**vars_of(data), "area": written.area}).fingerprint()


def vars_of(data: Any) -> dict[str, Any]:
    return {name: getattr(data, name) for name in data.__dataclass_fields__ if name not in {"kind", "not_content"}}


def test_fingerprint_knows_the_same_content_in_another_writing() -> None:
    data = vacancy_data(wage=Wage(Decimal("720"), Decimal("860.00")))
    same = vacancy_data(wage=Wage(Decimal("720.00"), Decimal("860"), original="720-860"), title=" Шивач  / шивачка ")
    assert data.fingerprint() == same.fingerprint()
    assert data.fingerprint() != vacancy_data(wage=Wage(Decimal("721"), Decimal("860"))).fingerprint()


def test_every_offer_has_a_last_day() -> None:
    listing = make_vacancy()
    with pytest.raises(Exception, match="always_has_a_last_day"):
        Vacancy.objects.filter(pk=listing.pk).update(valid_until=None)


def test_manner_of_a_batch_marks_what_is_invented() -> None:
    (done,) = actions.put_many([(vacancy_data(), provenance())], manner=Manner(is_demo=True))
    assert card_of(done.listing).is_demo


def test_personal_number_in_a_harvested_text_is_not_shown_and_stops_no_batch() -> None:
    listing: Any = make_vacancy(text="Питайте Мария, 7523169263", title="Шивач\0", reference="7523169263")
    assert (listing.text, listing.title, listing.reference) == ("Питайте Мария, …", "Шивач", "7523169263")


def test_person_writes_no_offer_that_is_over_already() -> None:
    past = clock.today() - timedelta(days=1)
    with pytest.raises(ValidUntilPassed):
        put(vacancy_data(valid_until=past), provenance("1"), by=make_user("office@example.bg"))


@pytest.mark.parametrize("said", ["2027-01-05", None])
def test_two_runs_of_one_source_write_an_offer_once(said: str | None) -> None:
    until = date.fromisoformat(said) if said else None
    items = [(vacancy_data(valid_until=until), provenance("1"))]
    actions.put_many(items)
    actions.put_many(items)
    assert Sighting.objects.count() == Vacancy.objects.count() == 1


@pytest.mark.parametrize("count", [2, 40])
def test_what_is_gone_costs_as_many_queries_for_few_as_for_many(count: int) -> None:
    actions.put_many([(vacancy_data(title=f"Работа {n}"), provenance(str(n))) for n in range(count)])
    with CaptureQueriesContext(connection) as queries:
        assert actions.mark_gone(source_key="feed", external_ids=map(str, range(count))) == count
    assert len(queries) <= 25
