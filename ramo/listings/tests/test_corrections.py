"""A person's correction outlasts its source, and where they differ a person chooses."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry
from ramo.kit import clock
from ramo.listings import actions
from ramo.listings.actions import Put
from ramo.listings.corrections import label_of
from ramo.listings.data import AnyListingData, ListingKind, Outcome, Right, Wage, Work
from ramo.listings.errors import NothingToChoose
from ramo.listings.lookup import ROOM_OF
from ramo.listings.models import Listing, Sighting, Vacancy
from ramo.listings.partner_actions import mend
from ramo.listings.writing import SHAPES
from ramo.network.tests.factories import make_settlement, make_user
from ramo.search.models import IndexCard
from tests.cast import Cast

from .factories import course_data, culture_data, make_areas, provenance, vacancy_data

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
OFFICE = "Бюро по труда Монтана"
WRONG, RIGHT, THIRD = "096 000 210", "096 000 999", "096 000 555"


@pytest.fixture(autouse=True)
def areas() -> None:
    make_areas()


@pytest.fixture
def expert() -> User:
    return make_user("expert@example.bg")


def bring(number: str = "1", source: str = "feed", **values: Any) -> Put:
    (done,) = actions.put_many([(vacancy_data(**values), provenance(number, source))])
    return done


def correct(listing: Listing, by: User, **values: Any) -> None:
    actions.amend(listing, vacancy_data(**values), by=by, vouched_as=OFFICE)


def reread(listing: Listing) -> Any:
    return type(listing)._base_manager.get(pk=listing.pk)


def seen(listing: Listing) -> Sighting:
    return Sighting.objects.of(listing.KIND, listing.pk).get()


@pytest.fixture
def corrected(expert: User) -> Listing:
    """Its source had the phone wrong."""
    listing = bring(phone=WRONG).listing
    correct(listing, expert, phone=RIGHT)
    return listing


def test_what_a_person_corrected_stays_and_the_rest_follows_the_source(corrected: Listing) -> None:
    done = bring(phone=WRONG, title="Шивачи")
    assert (done.outcome, done.kept) == (Outcome.CHANGED, ("phone",))
    vacancy = reread(corrected)
    assert (vacancy.phone, vacancy.title, vacancy.amended) == (RIGHT, "Шивачи", ["phone"])
    assert seen(corrected).otherwise == {"phone": WRONG}
    assert RIGHT.replace(" ", "") in str(IndexCard.objects.get(key=str(corrected.pk)).sheet).replace(" ", "")


def test_where_the_source_moves_only_what_was_corrected_the_offer_stands_as_confirmed(corrected: Listing) -> None:
    done = bring(phone=THIRD)
    assert (done.outcome, done.kept) == (Outcome.UNCHANGED, ("phone",))
    assert reread(corrected).verified_on == clock.today()
    assert seen(corrected).otherwise == {"phone": THIRD}


def test_what_is_brought_again_as_it_was_is_told_once(corrected: Listing) -> None:
    bring(phone=THIRD)
    assert bring(phone=THIRD).kept == ()
    assert seen(corrected).otherwise == {"phone": THIRD}


def test_a_source_that_comes_to_say_the_same_disputes_nothing(corrected: Listing) -> None:
    bring(phone=THIRD)
    done = bring(phone=RIGHT)
    assert (done.kept, seen(corrected).otherwise) == ((), None)


def test_what_nobody_corrected_follows_its_source() -> None:
    listing = bring(phone=WRONG).listing
    assert bring(phone=THIRD).kept == ()
    assert reread(listing).phone == THIRD


def test_a_second_correction_keeps_the_first(corrected: Listing, expert: User) -> None:
    correct(corrected, expert, phone=RIGHT, wage=Wage(Decimal(900), Decimal(900)))
    bring(phone=WRONG, title="Шивачи")
    vacancy = reread(corrected)
    assert (vacancy.phone, vacancy.wage_low, vacancy.amended) == (RIGHT, 900, ["phone", "wage"])
    assert set(seen(corrected).otherwise or {}) == {"phone", "wage"}


def test_a_mended_address_is_a_correction_too(expert: User) -> None:
    listing = bring(link="https://example.bg/dead").listing
    mend(listing, {"link": "https://example.bg/alive"}, by=expert)
    bring(link="https://example.bg/dead", title="Шивачи")
    assert reread(listing).link == "https://example.bg/alive"


def test_offer_that_comes_back_comes_back_with_its_correction(corrected: Listing) -> None:
    actions.mark_gone(source_key="feed", external_ids=["1"])
    bring(phone=WRONG)
    assert (reread(corrected).phone, seen(corrected).otherwise) == (RIGHT, {"phone": WRONG})


def test_the_next_source_inherits_the_offer_with_its_correction(corrected: Listing) -> None:
    bring("77", "eures", phone=THIRD)
    actions.mark_gone(source_key="feed", external_ids=["1"])
    assert reread(corrected).phone == RIGHT
    assert Sighting.objects.get(source_key="eures").otherwise == {"phone": THIRD}


def test_taking_the_sources_word_makes_it_the_sources_again(corrected: Listing, expert: User) -> None:
    bring(phone=THIRD)
    actions.take_sources(seen(corrected), by=expert, vouched_as=OFFICE)
    vacancy = reread(corrected)
    assert (vacancy.phone, vacancy.amended, vacancy.verified_as) == (THIRD, [], OFFICE)
    bring(phone=WRONG)
    assert reread(corrected).phone == WRONG
    assert AuditEntry.objects.filter(verb="took the source's").count() == 1


def test_who_keeps_ours_is_asked_again_only_for_a_third_thing(corrected: Listing, expert: User) -> None:
    bring(phone=THIRD)
    actions.keep_ours(seen(corrected), by=expert)
    bring(phone=THIRD, title="Шивачи")
    assert not Sighting.objects.disputed().exists()
    bring(phone=WRONG, title="Шивачи")
    assert Sighting.objects.disputed().exists()
    assert reread(corrected).phone == RIGHT


def test_nothing_is_chosen_twice_nor_where_nothing_differs(corrected: Listing, expert: User) -> None:
    with pytest.raises(NothingToChoose):
        actions.keep_ours(seen(corrected), by=expert)
    bring(phone=THIRD)
    actions.keep_ours(seen(corrected), by=expert)
    with pytest.raises(NothingToChoose):
        actions.take_sources(seen(corrected), by=expert, vouched_as=OFFICE)


def test_corrections_cost_a_run_no_query_more(expert: User, django_assert_max_num_queries: Any) -> None:
    numbers = [str(number) for number in range(8)]
    for number in numbers:
        correct(bring(number, title=f"Работа {number}").listing, expert, phone=RIGHT, title=f"Работа {number}")
    items = [(vacancy_data(title=f"Друга {number}", phone=THIRD), provenance(number)) for number in numbers]
    with django_assert_max_num_queries(20) as run:
        actions.put_many(items[:1])
    with django_assert_max_num_queries(len(run)):
        assert all(put.kept for put in actions.put_many(items[1:]))


@pytest.mark.parametrize("kind", list(ListingKind))
def test_every_field_that_may_be_corrected_has_words(kind: ListingKind) -> None:
    for name in SHAPES[kind].__dataclass_fields__:
        if name not in {"original", "kind", "not_content", "area", "occupation"}:
            assert label_of(kind, name) != name, name


# At the desk


def own(cast: Cast, data: AnyListingData, number: str = "1") -> Listing:
    (done,) = actions.put_many([(data, provenance(number, "feed"))])
    return done.listing


@pytest.fixture
def disputed(cast: Cast) -> Listing:
    values = {"institution": cast.institution.pk, "places": (cast.library.settlement_id,)}
    listing = own(cast, vacancy_data(phone=WRONG, **values))
    actions.amend(listing, vacancy_data(phone=RIGHT, **values), by=cast.own_partner, vouched_as=OFFICE)
    own(cast, vacancy_data(phone=THIRD, **values))
    return reread(listing)  # type: ignore[no-any-return]


def page_of(client: Client, listing: Listing) -> str:
    address = reverse("listings:edit", kwargs={"kind": ROOM_OF[listing.KIND], "pk": listing.pk})
    return client.get(address).content.decode().replace("\xa0", " ")


def choose(client: Client, listing: Listing, choice: str) -> Any:
    at = {"kind": "obyava", "pk": listing.pk, "sighting": seen(listing).pk}
    return client.post(reverse("listings:choose", kwargs=at), {"choice": choice}, follow=True)


def test_the_desk_shows_both_words_side_by_side(cast: Cast, signed_in: SignedIn, disputed: Listing) -> None:
    client = signed_in(cast.own_partner)
    html = page_of(client, disputed)
    assert "Източникът казва друго" in html
    assert html.index(f'data-l="Нашето">{RIGHT}') < html.index(f'data-l="На източника">{THIRD}')
    found = client.get("/rabotno-myasto/oferti/?kind=obyava&shelf=disputed").context["entries"]
    assert [listing.pk for listing, _entry in found] == [disputed.pk]


@pytest.mark.parametrize(("choice", "phone"), [("source", THIRD), ("ours", RIGHT)])
def test_one_press_settles_it(choice: str, phone: str, cast: Cast, signed_in: SignedIn, disputed: Listing) -> None:
    client = signed_in(cast.own_partner)
    assert choose(client, disputed, choice).status_code == 200
    assert Vacancy.objects.get(pk=disputed.pk).phone == phone
    assert "Източникът казва друго:" not in page_of(client, disputed)
    assert "Някой вече е избрал" in choose(client, disputed, choice).content.decode()


def test_only_who_may_edit_the_offer_chooses(cast: Cast, signed_in: SignedIn, disputed: Listing) -> None:
    assert choose(signed_in(cast.other_partner), disputed, "ours").status_code == 403
    assert choose(signed_in(cast.own_partner), disputed, "both").status_code == 404
    assert Sighting.objects.disputed().exists()


def test_fields_of_every_shape_are_said_in_words(cast: Cast, signed_in: SignedIn) -> None:
    there = make_settlement("99008", name_bg="Горна ливада")
    values: dict[str, Any] = {"institution": cast.institution.pk}
    was = culture_data(**values)
    listing = own(cast, was)
    changed = culture_data(**values, work=Work.FILM, home_use=Right.ASK, price=Decimal("3.50"))
    actions.amend(listing, changed, by=cast.own_partner, vouched_as=OFFICE)
    own(cast, culture_data(**values, title="Други снимки"))
    course = own(cast, course_data(**values), "2")
    moved = course_data(**values, places=(there.pk,), is_by_voucher=True)
    actions.amend(course, moved, by=cast.own_partner, vouched_as=OFFICE)
    own(cast, course_data(**values, title="Готвач"), "2")
    client = signed_in(cast.own_partner)
    film = page_of(client, listing)
    assert all(said in film for said in ("Дигитална сбирка", "Филм", "3,50 €"))
    kurs = page_of(client, course)
    assert all(said in kurs for said in ("с. Горна ливада", '<td data-l="Нашето">да</td>'))
