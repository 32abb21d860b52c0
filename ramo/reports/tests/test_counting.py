"""What a proof counts as the partner's, and where."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from ramo.appointments.tests.factories import book, first_slot, make_schedule
from ramo.desk.data import Period
from ramo.desk.models import Handout
from ramo.desk.tests.factories import make_lists
from ramo.kit import clock
from ramo.listings.models import Vacancy
from ramo.listings.tests.factories import make_listing, vacancy_data
from ramo.network.models import Institution, Library, OfficeTerritory
from ramo.network.tests.factories import make_institution, make_library, make_municipality, make_settlement
from ramo.partnerships.tests.factories import make_agreement, make_done, make_duty
from ramo.reports.content import Content, count
from ramo.reports.models import AskedMonth
from ramo.resources.models import Resource
from ramo.resources.tests.factories import make_need, make_resource
from ramo.seats.models import Claim
from ramo.services.tests.factories import make_service
from ramo.watch.models import AskedLink
from tests.cast import Cast

from .factories import DAY, SPRING, given_hour, held, helped, sent_on, subject_of

AFTER, BEFORE = SPRING.last + timedelta(days=1), SPRING.first - timedelta(days=1)


Counted = dict[str, int | None]


def counted(institution: Institution, *, period: Period = SPRING, in_district: Library | None = None) -> Content:
    subject = subject_of(institution, in_district.district if in_district else None, period)
    return count(subject, lambda _step: None)


def totals(institution: Institution, *, period: Period = SPRING, in_district: Library | None = None) -> Counted:
    content = counted(institution, period=period, in_district=in_district)
    return {figure["key"]: figure["total"] for figure in content["figures"]}


def by_code(content: Content, figure: str) -> dict[str, int | None]:
    codes = [place["code"] for place in content["places"]]
    values = next(each["places"] for each in content["figures"] if each["key"] == figure)
    return {code: value for code, value in zip(codes, values, strict=True) if value != 0}


def test_meetings_are_those_with_the_partners_experts(cast: Cast) -> None:
    held(cast.library, cast.institution, from_65=20)
    held(cast.library, cast.other_institution, from_65=30)
    held(cast.library)
    found = totals(cast.institution)
    assert (found["meetings"], found["attended"]) == (1, 20)


def test_what_an_office_did_counts_for_the_institution_above_it(cast: Cast) -> None:
    office = make_institution("noi-montana", parent=cast.institution)
    below = make_institution("noi-lom", parent=office)
    held(cast.library, office, from_65=20)
    held(cast.library, below, from_65=10)
    assert totals(cast.institution)["attended"] == 30
    assert totals(office)["attended"] == 30
    assert totals(below)["attended"] == 10


def test_two_experts_of_one_partner_at_one_event_are_one_meeting(cast: Cast) -> None:
    held(cast.library, cast.institution, make_institution("noi-montana", parent=cast.institution), from_65=9)
    found = totals(cast.institution)
    assert (found["meetings"], found["attended"]) == (1, 9)


@pytest.mark.parametrize(
    ("day", "is_within"), [(BEFORE, False), (SPRING.first, True), (SPRING.last, True), (AFTER, False)]
)
def test_both_ends_of_the_period_belong_to_it(cast: Cast, day: date, is_within: bool) -> None:
    make_lists()
    make_service("taxes", partner=cast.institution)
    held(cast.library, cast.institution, on=day, from_18=10)
    given_hour(cast.library, cast.institution, seated=10, came=10, on=day)
    sent_on(cast.library, cast.institution, made=10, arrived=10, on=day)
    helped(cast.library, 10, on=day)
    found = totals(cast.institution)
    keys = ("attended", "booked", "referred", "consultations")
    assert [found[key] for key in keys] == [10 * is_within] * len(keys)


def test_an_event_that_was_called_off_or_did_not_happen_is_no_meeting(cast: Cast) -> None:
    off = held(cast.library, cast.institution)
    off.event.called_off_at = clock.now()
    off.event.save()
    never = held(cast.library, cast.institution)
    never.did_happen = False
    never.save()
    unsaid = held(cast.library, cast.institution)
    unsaid.did_happen = None
    unsaid.save()
    assert totals(cast.institution)["meetings"] == 0


def test_bands_of_age_add_up_to_who_came(cast: Cast) -> None:
    held(cast.library, cast.institution, under_18=5, from_18=6, from_30=7, from_65=8, unknown=9)
    found = totals(cast.institution)
    bands = [found[band] for band in ("under_18", "from_18", "from_30", "from_65", "age_unknown")]
    assert (bands, found["attended"]) == ([5, 6, 7, 8, 9], 35)


def test_hours_whose_people_are_forgotten_count_as_they_were_frozen(cast: Cast) -> None:
    given_hour(cast.library, cast.institution, seated=12, came=7)
    found = totals(cast.institution)
    assert [found[key] for key in ("hours_offered", "booked", "kept", "missed")] == [1, 12, 7, 5]


def test_hours_whose_people_still_stand_are_counted_by_their_claims(cast: Cast) -> None:
    slot = first_slot(make_schedule(cast.library, cast.institution, capacity=20))
    claims = [book(slot, name=f"Пенка {number}") for number in range(14)]
    Claim.objects.filter(pk__in=[claim.pk for claim in claims[:7]]).update(came=1)
    Claim.objects.filter(pk=claims[13].pk).update(state="left", came=1)
    day = slot.day
    found = totals(cast.institution, period=Period(day, day))
    assert [found[key] for key in ("hours_offered", "booked", "kept", "missed")] == [3, 13, 7, 6]


def test_an_hour_called_off_was_not_offered(cast: Cast) -> None:
    slot = given_hour(cast.library, cast.institution, seated=9, came=9)
    slot.is_off = True
    slot.save()
    assert totals(cast.institution)["hours_offered"] == 0


def test_slips_count_for_the_office_they_name(cast: Cast) -> None:
    make_lists()
    sent_on(cast.library, cast.institution, made=20, arrived=12)
    sent_on(cast.library, cast.other_institution, made=30, arrived=30)
    sent_on(cast.library, None, made=40, arrived=40)
    found = totals(cast.institution)
    assert [found[key] for key in ("referred", "arrived", "not_arrived")] == [20, 12, 8]


def test_desk_sessions_are_those_of_the_areas_whose_service_the_partner_answers_for(cast: Cast) -> None:
    make_lists()
    make_service("taxes", partner=cast.institution)
    helped(cast.library, 9)
    helped(cast.library, 7, area="health")
    assert totals(cast.institution)["consultations"] == 9
    assert totals(make_institution("noi-montana", parent=cast.institution))["consultations"] == 9


def test_a_partner_without_a_service_has_no_figure_of_a_field_rather_than_a_zero(cast: Cast) -> None:
    assert not {"consultations", "handouts"} & set(totals(cast.institution))


def test_handouts_count_people_not_sheets(cast: Cast) -> None:
    make_lists()
    make_service("taxes", partner=cast.institution)
    for _each in range(6):
        Handout.objects.create(library=cast.library, on=DAY, half="am", area_id="taxes", sheets=3, submission=uuid4())
    assert totals(cast.institution)["handouts"] == 6


def test_a_field_counts_only_where_the_office_works(cast: Cast) -> None:
    """By its register of municipalities, or else by its district."""
    make_lists()
    office = make_institution("noi-montana", parent=cast.institution, district=cast.library.district)
    make_service("taxes", partner=cast.institution)
    elsewhere = make_settlement("99003", municipality=make_municipality("MON98", name_bg="Другаде"))
    helped(cast.library, 10)
    helped(make_library("9003", settlement=elsewhere), 20)
    helped(cast.other_library, 40)
    assert totals(office)["consultations"] == 30
    OfficeTerritory.objects.create(institution=office, municipality=make_municipality())
    assert totals(office)["consultations"] == 10
    assert totals(cast.institution)["consultations"] == 70


def test_a_proof_of_a_district_counts_that_district_by_municipality(cast: Cast) -> None:
    held(cast.library, cast.institution, from_65=20)
    held(cast.other_library, cast.institution, from_65=40)
    content = counted(cast.institution, in_district=cast.library)
    assert by_code(content, "attended") == {"MON99": 20}
    assert totals(cast.institution, in_district=cast.library)["attended"] == 20


def test_a_proof_of_the_network_counts_by_district(cast: Cast) -> None:
    held(cast.library, cast.institution, from_65=20)
    held(cast.other_library, cast.institution, from_65=40)
    assert by_code(counted(cast.institution), "attended") == {"MON": 20, "VID": 40}


def test_a_library_whose_municipality_nobody_named_has_a_row_of_its_own(cast: Cast) -> None:
    Library.objects.filter(pk=cast.library.pk).update(municipality=None)
    held(cast.library, cast.institution, from_65=20)
    assert by_code(counted(cast.institution, in_district=cast.library), "attended") == {"-": 20}


def test_places_without_anything_are_named_with_zeros(cast: Cast) -> None:
    content = counted(cast.institution)
    assert [place["code"] for place in content["places"]] == ["VID", "MON"]
    assert next(each["places"] for each in content["figures"] if each["key"] == "meetings") == [0, 0]


@pytest.mark.parametrize("is_demo", [False, True])
def test_invented_work_counts_for_an_invented_partner_alone(cast: Cast, is_demo: bool) -> None:
    Library.objects.filter(pk=cast.library.pk).update(is_demo=True)
    cast.institution.is_demo = is_demo
    cast.institution.save()
    held(cast.library, cast.institution, from_65=20)
    assert totals(cast.institution)["meetings"] == is_demo


def test_small_counts_of_people_are_withheld_and_those_of_things_are_not(cast: Cast) -> None:
    held(cast.library, cast.institution, from_65=3)
    found = totals(cast.institution)
    assert (found["meetings"], found["attended"], found["from_65"], found["from_18"]) == (1, None, None, 0)


def test_a_small_count_does_not_follow_from_the_other_places(cast: Cast) -> None:
    held(cast.library, cast.institution, from_65=3)
    held(cast.other_library, cast.institution, from_65=40)
    content = counted(cast.institution)
    assert by_code(content, "attended") == {"MON": None, "VID": None}
    assert totals(cast.institution)["attended"] == 43


def offer(institution: Institution, *, added: date = DAY, until: date = DAY, **columns: object) -> None:
    item = make_listing(vacancy_data(institution=institution.pk, places=("99001",), reference=uuid4().hex[:8]))
    moment = clock.now().replace(year=added.year, month=added.month, day=added.day)
    Vacancy.objects.filter(pk=item.pk).update(**{"added_at": moment, "valid_until": until, "verified_on": None,
        "verified_as": "", **columns})  # fmt: skip


@pytest.mark.parametrize(
    ("added", "until", "is_shown"),
    [
        (DAY, DAY, True),
        (BEFORE, SPRING.first, True),
        (BEFORE, BEFORE, False),
        (SPRING.last, AFTER, True),
        (AFTER, AFTER, False),
    ],
)
def test_an_offer_counts_when_it_stood_on_some_day_of_the_period(
    cast: Cast, added: date, until: date, is_shown: bool
) -> None:
    offer(cast.institution, added=added, until=until)
    assert totals(cast.institution)["items_shown"] == is_shown


def test_an_offer_that_its_source_dropped_counts_until_that_day(cast: Cast) -> None:
    offer(cast.institution, state="withdrawn", gone_on=SPRING.first)
    offer(cast.institution, state="withdrawn", gone_on=BEFORE)
    offer(cast.institution, state="withdrawn")
    assert totals(cast.institution)["items_shown"] == 1


def test_an_item_is_verified_by_a_confirmation_in_term(cast: Cast) -> None:
    said: dict[str, Any] = {"verified_as": "НОИ"}
    offer(cast.institution, **said, verified_on=BEFORE, until=SPRING.first)
    offer(cast.institution, **said, verified_on=SPRING.last, until=SPRING.last)
    offer(cast.institution, **said, verified_on=AFTER, until=AFTER)
    offer(cast.institution)
    found = totals(cast.institution)
    assert (found["items_shown"], found["items_verified"]) == (4, 2)


def test_the_age_of_confirmations_is_their_median(cast: Cast) -> None:
    for days in (1, 2, 30):
        offer(cast.institution, verified_as="НОИ", verified_on=SPRING.last - timedelta(days=days), until=SPRING.last)
    assert totals(cast.institution)["items_age"] == 2


def test_without_a_confirmation_there_is_no_age(cast: Cast) -> None:
    assert "items_age" not in totals(cast.institution)


def test_resources_of_the_partner_and_answers_that_it_confirmed_are_its_items(cast: Cast) -> None:
    make_resource("noi-pik", owner=cast.institution)
    make_resource("nap-pik", owner=cast.other_institution)
    need = make_need("job-nearby")
    type(need).objects.update(verified_on=DAY, verified_as="НОИ, по телефона", valid_until=clock.today())
    Resource.objects.filter(pk="noi-pik").update(state="published")
    found = totals(cast.institution)
    assert (found["items_shown"], found["items_verified"]) == (2, 1)


def test_an_offer_for_two_municipalities_stands_with_each_and_once_in_the_total(cast: Cast) -> None:
    make_settlement("99004", municipality=make_municipality("MON97", name_bg="Трето"))
    offer(cast.institution, places=["99001", "99004"], districts=["MON"])
    content = counted(cast.institution, in_district=cast.library)
    assert by_code(content, "items_shown") == {"MON99": 1, "MON97": 1}
    assert totals(cast.institution, in_district=cast.library)["items_shown"] == 1


def ask(institution: Institution, on: date, *, is_answered: bool = True, key: str = "") -> AskedLink:
    ending = "answered" if is_answered else "silent"
    return AskedLink.objects.create(
        institution=institution, sent_to="rolya@noi.example", made_on=on, until=on + timedelta(days=14), ending=ending,
        answered_at=clock.now() if is_answered else None, kind=key and "resource", key=key,
    )  # fmt: skip


def test_questions_are_counted_with_their_answers(cast: Cast) -> None:
    ask(cast.institution, DAY)
    ask(cast.institution, DAY, is_answered=False)
    by_phone = ask(cast.institution, DAY, is_answered=False)
    by_phone.ending = "phoned"
    by_phone.save()
    ask(cast.institution, AFTER)
    ask(cast.other_institution, DAY)
    found = totals(cast.institution)
    assert (found["asked"], found["answered"]) == (3, 2)


def test_a_month_whose_questions_are_forgotten_counts_as_it_was_kept(cast: Cast) -> None:
    AskedMonth.objects.create(institution=cast.institution, month=date(2026, 4, 1), asked=8, answered=5)
    ask(cast.institution, date(2026, 4, 20))  # still there, and in what was kept
    ask(cast.institution, DAY)
    found = totals(cast.institution)
    assert (found["asked"], found["answered"]) == (9, 6)


def test_a_month_that_was_kept_counts_only_where_all_of_it_lies_in_the_period(cast: Cast) -> None:
    AskedMonth.objects.create(institution=cast.institution, month=date(2026, 5, 1), asked=8, answered=5)
    ask(cast.institution, DAY)
    found = totals(cast.institution, period=Period(date(2026, 4, 1), DAY))
    assert (found["asked"], found["answered"]) == (1, 1)


def test_counting_asks_the_same_few_queries_whatever_there_is_to_count(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_lists()
    make_service("taxes", partner=cast.institution)
    for number in range(5):
        held(cast.library, cast.institution, from_65=number)
        helped(cast.other_library, 3)
    with django_assert_num_queries(20):
        counted(cast.institution, in_district=cast.library)


def owed_and_done(institution: Institution, **terms: object) -> None:
    """Every month a review, the first of which was given yesterday."""
    agreement = make_agreement(institution, term={"since": -40, "number": f"СП-{institution.pk}"}, **terms)
    make_done(agreement, make_duty(agreement), done_on=clock.today() - timedelta(days=1))


def duties_of(institution: Institution, days: int = 20, in_district: Library | None = None) -> list[tuple[str, int]]:
    period = Period.up_to(clock.today() - timedelta(days=1), days=days)
    content = counted(institution, period=period, in_district=in_district)
    return [(duty["text"], duty["done"]) for duty in content["duties"]]


def test_duties_of_the_partner_stand_with_what_was_done(cast: Cast) -> None:
    owed_and_done(cast.institution)
    owed_and_done(cast.other_institution)
    assert duties_of(cast.institution) == [("Преглед на текстовете", 1)]


def test_duties_of_an_office_count_for_the_institution_above_it(cast: Cast) -> None:
    owed_and_done(make_institution("noi-montana", parent=cast.institution))
    assert duties_of(cast.institution) == [("Преглед на текстовете", 1)]


def test_a_proof_of_a_district_has_no_duties_of_another(cast: Cast) -> None:
    owed_and_done(cast.institution, level="district", district="VID", covers="all")
    assert duties_of(cast.institution, in_district=cast.library) == []
    assert len(duties_of(cast.institution, in_district=cast.other_library)) == 1
