"""A saved search finds what the search page finds, of what may leave the house."""

import random
from contextlib import suppress
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ramo.alerts import jobs, matching, questions
from ramo.alerts.errors import NothingAsked
from ramo.alerts.models import AlertHit, Anchor, SavedSearch
from ramo.kit import clock
from ramo.search import actions as search
from ramo.search.data import Card, Distance, Place, SearchQuery
from ramo.search.engine import news as fed
from ramo.search.engine import search as find
from ramo.search.models import IndexCard
from ramo.search.places import look_up
from ramo.search.tests.factories import file, make_card, make_place

from .factories import CHECKED

pytestmark = pytest.mark.django_db

PLACES = {
    "00001": ("Росен дол", "MON", (43.40, 23.20)),
    "00002": ("Близка поляна", "MON", (43.50, 23.25)),
    "00003": ("Горна ливада", "VID", (43.60, 22.90)),
    "00004": ("Без точка", "VID", (None, None)),
    "00005": ("Далечно", "VAR", (43.21, 27.91)),
}
WORDS = ["шивачка", "шивачки", "готвач", "работа", "работи", "курс", "курсове", "rabota", "kurs", "zidar", "непозната"]
TITLES = [word for word in WORDS if not word.isascii()]


@pytest.fixture
def places() -> None:
    for ekatte, (name, district, at) in PLACES.items():
        make_place(ekatte, name, district=district, at=at)


def save(query: SearchQuery) -> SavedSearch:
    saved, anchors = questions.of(query)
    saved.save()
    Anchor.objects.bulk_create(anchors)
    return saved


def found_by(saved: SavedSearch) -> set[str]:
    return set(AlertHit.objects.filter(search=saved).values_list("key", flat=True))


def match_all() -> None:
    matching.match([(card.kind, card.key) for card in IndexCard.objects.all()])


cards = st.builds(
    lambda number, words, kind, area, group, places, checked: {
        "key": f"{number}",
        "title": " ".join(words),
        "kind": kind,
        "area": area,
        "occupation_group": group,
        "ekatte": places[0],
        "more_places": tuple(places[1:]),
        **(CHECKED if checked else {}),
    },
    number=st.integers(0, 10_000),
    words=st.lists(st.sampled_from(TITLES), min_size=1, max_size=4),
    kind=st.sampled_from(["vacancy", "course", "resource"]),
    area=st.sampled_from(["employment", "culture", ""]),
    group=st.sampled_from(["7531", "5120", ""]),
    places=st.just([""]) | st.lists(st.sampled_from([*PLACES]), min_size=1, max_size=3, unique=True),
    checked=st.booleans() | st.just(True),  # noqa: FBT003
)
asked = st.fixed_dictionaries(
    {
        "text": st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
        "exact": st.booleans(),
        "areas": st.sampled_from([(), ("employment",), ("employment", "culture")]),
        "kinds": st.sampled_from([(), ("vacancy",), ("vacancy", "course")]),
        "districts": st.sampled_from([(), ("MON",), ("VID", "VAR")]),
        "occupations": st.sampled_from([(), ("7531",), ("7531", "5120")]),
        "place": st.sampled_from([None, *PLACES]),
        "distance": st.sampled_from(list(Distance)),
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filed=st.lists(cards, max_size=12), asked=asked)
def test_a_saved_search_means_the_same_as_the_search_page_and_the_feed(
    places: None, filed: list[dict[str, str]], asked: dict[str, object]
) -> None:
    IndexCard.objects.all().delete()
    SavedSearch.objects.all().delete()
    for each in filed:
        file(each["title"], **{name: value for name, value in each.items() if name != "title"})
    place = look_up(str(asked["place"])).place if asked["place"] else None
    query = SearchQuery(**(asked | {"place": place}))  # type: ignore[arg-type]
    try:
        saved = save(query)
    except NothingAsked:
        return
    match_all()
    page = find(query)
    told = {hit.key for hit in page.hits if hit.trust.verified_on and hit.is_recommended}
    if page.reading.is_relaxed or page.reading.missing:
        told = set()  # the page drops words and says so; a letter or a feed must not
    assert found_by(saved) == told
    assert {each.hit.key for each in fed(query)} == told


def test_distances_at_the_edge_agree_with_the_search_page() -> None:
    """Points around a place, within and without the circle and across cells of the sieve."""
    dice = random.Random(4)
    make_place("00001", "Росен дол", at=(43.40, 23.20))
    for number in range(60):
        ekatte = f"1{number:04}"
        spread = 0.2 if number % 2 else 0.7
        at = (43.40 + dice.uniform(-spread, spread), 23.20 + dice.uniform(-spread, spread))
        make_place(ekatte, f"Село {number}", at=at)
        file("Шивачка", key=ekatte, kind="vacancy", ekatte=ekatte, **CHECKED)
    place = look_up("00001").place
    for distance in (Distance.KM_10, Distance.KM_20, Distance.KM_50):
        query = SearchQuery(kinds=("vacancy",), place=place, distance=distance)
        saved = save(query)
        match_all()
        assert found_by(saved) == {each.hit.key for each in fed(query)} != set()


@pytest.mark.parametrize(
    "hidden",
    [{"verified_on": None}, {"recommended": False}, {"public": False}, {"valid_until": date(2020, 1, 1)}],
)
def test_what_may_not_leave_the_house_is_not_found(hidden: dict[str, object]) -> None:
    saved = save(SearchQuery(text="шивачка"))
    file("Шивачка", **(CHECKED | hidden))
    match_all()
    assert found_by(saved) == set()


def test_nothing_of_health_is_ever_found_whatever_was_saved() -> None:
    saved = save(SearchQuery(kinds=("resource",)))
    file("Преглед", area="health", **CHECKED)
    file("Работа", key="job", area="employment", **CHECKED)
    match_all()
    assert found_by(saved) == {"job"}


def test_a_stopped_search_finds_nothing() -> None:
    saved = save(SearchQuery(text="шивачка"))
    SavedSearch.objects.update(idle_since=clock.now())
    file("Шивачка", **CHECKED)
    match_all()
    assert found_by(saved) == set()


def test_a_card_is_found_once_however_often_it_is_news() -> None:
    save(SearchQuery(text="шивачка"))
    for _ in range(2):
        file("Шивачка", key="a", **CHECKED)
        jobs.match()
        search.withdraw_card(kind="resource", key="a")
    assert AlertHit.objects.count() == 1


def test_a_card_filed_again_unchanged_is_no_news() -> None:
    file("Шивачка", key="a", **CHECKED)
    jobs.match()
    save(SearchQuery(text="шивачка"))
    file("Шивачка", key="a", **CHECKED)
    assert (jobs.match(), AlertHit.objects.count()) == (0, 0)


def test_everything_is_no_question() -> None:
    with pytest.raises(NothingAsked):
        questions.of(SearchQuery())


def test_a_rare_word_is_the_anchor_and_a_common_one_gives_way_to_a_place() -> None:
    search.file_cards([_numbered(number) for number in range(60)])
    file("Работа за шлосер", key="rare", **CHECKED)
    near = Place("00001", "Росен дол", "", "MON", 43.4, 23.2)
    rare = {anchor.key for anchor in questions.of(SearchQuery(text="работа шлосер"))[1]}
    common = {anchor.key for anchor in questions.of(SearchQuery(text="работа", place=near))[1]}
    assert "шлосер" in rare
    assert "работа" not in rare
    assert all(key.startswith("@*|") for key in common)


def test_a_rare_word_hangs_on_the_map_where_a_place_was_asked(places: None) -> None:
    search.file_cards([_numbered(number) for number in range(60)])
    near = look_up("00001").place
    keys = {anchor.key for anchor in questions.of(SearchQuery(text="шлосер", place=near, distance=Distance.KM_50))[1]}
    assert "шлосер|bg" in keys
    assert "шлосер" not in keys
    assert len(keys) < 12


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filed=st.lists(cards, min_size=8, max_size=12), asked=st.lists(asked, min_size=4, max_size=4))
def test_anchors_chosen_anew_find_what_the_old_ones_found(
    places: None, filed: list[dict[str, str]], asked: list[dict[str, object]]
) -> None:
    IndexCard.objects.all().delete()
    SavedSearch.objects.all().delete()
    for each in asked:
        place = look_up(str(each["place"])).place if each["place"] else None
        with suppress(NothingAsked):
            save(SearchQuery(**(each | {"place": place})))  # type: ignore[arg-type]
    for card in filed:  # what was rare when it was asked is common now
        file(card["title"], **{name: value for name, value in card.items() if name != "title"})
    match_all()
    before = set(AlertHit.objects.values_list("search", "kind", "key"))
    AlertHit.objects.all().delete()
    jobs.rechoose_anchors()
    match_all()
    assert set(AlertHit.objects.values_list("search", "kind", "key")) == before


def test_a_word_that_became_common_gives_way_to_a_place_and_choosing_again_changes_nothing() -> None:
    near = Place("00001", "Росен дол", "", "MON", 43.4, 23.2)
    make_place("00001", "Росен дол", at=(43.4, 23.2))
    search.file_cards([make_card(key=f"other-{number}", title_bg="Курс", **CHECKED) for number in range(60)])
    saved = save(SearchQuery(text="работа", place=near))
    assert all(key.startswith("работа|") for key in saved.anchors.values_list("key", flat=True))
    search.file_cards([_numbered(number) for number in range(60)])
    assert (jobs.rechoose_anchors(), jobs.rechoose_anchors()) == (1, 0)
    assert all(key.startswith("@*|") for key in saved.anchors.values_list("key", flat=True))


def test_words_that_an_older_analyser_made_are_read_again() -> None:
    saved = save(SearchQuery(text="шивачка"))
    SavedSearch.objects.update(words="'old'", analyser="1")
    saved.anchors.all().delete()
    jobs.rechoose_anchors()
    file("Шивачка", key="a", **CHECKED)
    match_all()
    assert found_by(saved) == {"a"}


@pytest.mark.parametrize(
    ("sought", "title"),
    [
        ("шивачките", "Търсят се шивачки"),
        ("диабета", "Живот с диабет"),
        ("диабет", "Книги за диабета"),
        ("готвачи", "Помощник на готвача"),
        ("езиковите курсове", "Езиков курс"),
    ],
)
def test_an_inflected_word_finds_the_others(sought: str, title: str) -> None:
    saved = save(SearchQuery(text=sought))
    file(title, key="a", **CHECKED)
    match_all()
    assert found_by(saved) == {"a"}


def test_what_a_search_found_goes_with_it_whichever_statement_deletes_it() -> None:
    save(SearchQuery(text="шивачка"))
    file("Шивачка", **CHECKED)
    match_all()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM alerts_anchor; DELETE FROM alerts_savedsearch")
    assert not AlertHit.objects.exists()


def _numbered(number: int) -> Card:
    return make_card(key=f"job-{number}", title_bg="Работа", **CHECKED)


@pytest.mark.parametrize("distance", [Distance.KM_10, Distance.DISTRICT])
def test_what_holds_in_the_whole_country_is_near_everybody(places: None, distance: Distance) -> None:
    saved = save(SearchQuery(kinds=("vacancy",), place=look_up("00001").place, distance=distance))
    file("Работа от вкъщи", key="home", kind="vacancy", **CHECKED)
    match_all()
    assert found_by(saved) == {"home"}


def test_a_place_without_a_point_is_near_itself(places: None) -> None:
    saved = save(SearchQuery(kinds=("vacancy",), place=look_up("00004").place, distance=Distance.KM_10))
    file("Готвач", key="here", kind="vacancy", ekatte="00004", **CHECKED)
    file("Готвач", key="there", kind="vacancy", ekatte="00003", **CHECKED)
    match_all()
    assert found_by(saved) == {"here"}
