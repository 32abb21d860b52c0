"""What every engine must give: the same totals and facets as any other, whatever is filed and asked.

Another engine is held to it by a line in `ENGINES`: a function that makes it hold what the table holds.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from ramo.search import actions, outbox, reading
from ramo.search.contract import Engine
from ramo.search.data import PAGE_SIZE, Deadline, Distance, Freshness, Place, SearchQuery, SearchResults, Sort
from ramo.search.engine import INDEX, answer
from ramo.search.models import IndexCard
from ramo.search.postgres import Postgres
from ramo.search.tantivy_engine import Tantivy
from ramo.search.tantivy_index import Writer, open_index

from .factories import file, make_card, make_place

pytestmark = pytest.mark.django_db


def postgres(_path: Path) -> Engine:
    return Postgres()


def tantivy(path: Path) -> Engine:
    folder = path / f"index-{len(list(path.iterdir()))}"
    folder.mkdir()
    writer = Writer(folder)
    with transaction.atomic():
        writer.replace((), outbox.all_documents())
    writer.commit()
    writer.close()
    index = open_index(folder)
    return Tantivy(index.searcher(), index.schema)


Maker = Callable[[Path], Engine]
ENGINES: tuple[Maker, ...] = (postgres, tantivy)
each_engine = pytest.mark.parametrize("make", ENGINES, ids=lambda make: make.__name__)

PLACES = {
    "00001": ("Росен дол", "MON", (43.40, 23.20)),
    "00002": ("Монтана", "MON", (43.41, 23.22)),
    "00003": ("Враца", "VRC", (43.21, 23.55)),
    "00004": ("Варна", "VAR", (43.21, 27.91)),
    "00005": ("Без точка", "VAR", (None, None)),
}
WORDS = ("готвач", "готвачи", "учител", "курс", "курсове", "обява", "обяви", "internet", "ПИК", "е-услуга")
TODAY = date(2026, 11, 24)

GROUPS = ("2320", "5120", "7531")

texts = some.lists(some.sampled_from(WORDS), max_size=4).map(" ".join)
keys = some.sampled_from(sorted(PLACES))
DAYS = (-23, -1, 0, 7, 8, 30, 31, 200)  # from today: each end of a span of deadlines
dates = some.none() | some.sampled_from(DAYS).map(lambda days: TODAY + timedelta(days=days))
cards = some.fixed_dictionaries(
    {
        "title_bg": some.lists(some.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        "text_bg": texts,
        "kind": some.sampled_from(("vacancy", "course", "need")),
        "area": some.sampled_from(("employment", "culture", "health", "")),
        "valid_until": dates,
        "verified_on": dates.map(lambda day: day if day and day <= TODAY else None),
        "recommended": some.booleans(),
        "occupation_group": some.sampled_from(("", *GROUPS)),
        "public": some.sampled_from((True, True, True, False)),
        "requires_verification": some.booleans(),
    },
    optional={"ekatte": keys, "more_places": some.lists(keys, max_size=2).map(tuple)},
)
places = keys.map(lambda key: Place(key, PLACES[key][0], "", PLACES[key][1], *PLACES[key][2]))


def chosen(*values: str) -> some.SearchStrategy[tuple[str, ...]]:
    """Nothing as often as something, and several of them."""
    return some.just(()) | some.lists(some.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)


queries = some.builds(
    SearchQuery,
    text=some.lists(some.sampled_from((*WORDS, "няма")), max_size=4).map(" ".join),
    exact=some.booleans(),
    areas=chosen("employment", "culture", "education"),
    kinds=chosen("vacancy", "course", "need"),
    districts=chosen("MON", "VRC", "VAR"),
    freshness=chosen(*Freshness),
    occupations=chosen(*GROUPS, "9999"),
    deadlines=chosen(*Deadline),
    place=some.none() | places,
    distance=some.sampled_from(Distance),
    sort=some.sampled_from(Sort),
)


@pytest.fixture
def settled() -> Iterator[None]:
    with time_machine.travel("2026-11-24 12:00", tick=False):
        for ekatte, (name, district, at) in PLACES.items():
            make_place(ekatte, name, district=district, at=at)
        yield


def find(engine: Engine, query: SearchQuery) -> SearchResults:
    question = reading.read(query.text, INDEX, exact=query.exact)
    return SearchResults(query, question.reading) if question.is_hopeless else answer(engine, query, question)


@pytest.mark.usefixtures("settled")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filed=some.lists(cards, max_size=12), asked=some.lists(queries, min_size=1, max_size=5))
def test_all_engines_give_the_same_totals_facets_and_cards(
    filed: list[dict[str, Any]], asked: list[SearchQuery], tmp_path: Path
) -> None:
    IndexCard.objects.all().delete()
    actions.file_cards(make_card(key=str(number), **card) for number, card in enumerate(filed))
    engines = [make(tmp_path) for make in ENGINES]
    for query in asked:
        first, *others = [find(engine, query) for engine in engines]
        for other in others:
            assert _counts(other) == _counts(first)
            assert sorted(hit.key for hit in other.hits) == sorted(hit.key for hit in first.hits)
            assert _bands(other) == _bands(first)


def _counts(found: SearchResults) -> tuple[object, ...]:
    return found.total, found.facets, found.expired, found.elsewhere, found.reading


def _bands(found: SearchResults) -> list[tuple[object, ...]]:
    """The order as far as the question settles it, whatever an engine thinks of words."""
    rows: list[tuple[object, ...]] = []
    for hit in found.hits:
        settled: object = None
        if found.query.sort == Sort.NEAREST:
            settled = hit.distance_km
        elif found.query.sort == Sort.NEWEST:
            settled = hit.trust.verified_on
        elif found.query.sort == Sort.EXPIRING:
            settled = hit.trust.valid_until
        rows.append((hit.is_recommended, hit.trust.verified_on is not None, settled))
    return rows


@each_engine
def test_what_holds_the_word_in_its_title_stands_before_what_mentions_it(make: Maker, tmp_path: Path) -> None:
    file("Сайтове за обучение", text_bg="Тук пише и за пенсия.")
    file("Пенсия за осигурителен стаж и възраст")
    found = find(make(tmp_path), SearchQuery("пенсии"))
    assert [hit.title_bg for hit in found.hits] == ["Пенсия за осигурителен стаж и възраст", "Сайтове за обучение"]


@each_engine
def test_a_rare_word_outweighs_a_common_one_when_not_all_can_be_had(make: Maker, tmp_path: Path) -> None:
    for number in range(8):
        file(f"Справка {number}", text_bg="справка")
    file("Ваучер")
    found = find(make(tmp_path), SearchQuery("справка ваучер"))
    assert (found.reading.is_relaxed, found.total, found.hits[0].title_bg) == (True, 1, "Ваучер")


@each_engine
@pytest.mark.parametrize("sort", Sort)
def test_pages_together_hold_each_match_once_and_in_bands(make: Maker, sort: Sort, tmp_path: Path) -> None:
    make_place("00001", "Росен дол", at=(43.40, 23.20))
    make_place("00002", "Монтана", at=(43.41, 23.22))
    count, place = PAGE_SIZE * 11 + 3, Place("00001", "Росен дол", "", "MON", 43.4, 23.2)
    actions.file_cards(
        make_card(
            key=str(number),
            title_bg="Пробуда",
            ekatte="00001" if number % 3 else "00002",
            verified_on=date(2026, 11, 1) if number % 2 else None,
            recommended=number > 5,
        )
        for number in range(count)
    )
    engine, asked = make(tmp_path), SearchQuery("пробуда", place=place, distance=Distance.COUNTRY, sort=sort)
    pages = [find(engine, SearchQuery(**{**_fields(asked), "page": page})) for page in range(1, 13)]
    found = [hit for each in pages for hit in each.hits]
    bands = [(hit.is_recommended, hit.trust.verified_on is not None) for hit in found]
    assert len(found) == len({hit.key for hit in found}) == count
    assert bands == sorted(bands, reverse=True)


def _fields(query: SearchQuery) -> dict[str, Any]:
    return {name: getattr(query, name) for name in query.__slots__}
