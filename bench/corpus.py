"""Seeded catalogues of any size for benches of search: Zipf words from the content that ships, written by COPY.

The same number of cards is the same catalogue on every machine; a larger one begins with the smaller.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import accumulate
from typing import Any

KINDS = {"vacancy": 50, "course": 15, "culture": 10, "library": 10, "call": 5, "resource": 5, "need": 3, "page": 2}
AREAS = ("employment", "health", "culture", "taxes", "education", "digital", "leisure", "business")
DISTANCES = ("10", "20", "50", "district")
COMMON_WORDS = 50  # the commonest of a language, which nobody looks for: ours begin after them
TITLE_WORDS, TEXT_WORDS = (3, 7), (12, 48)
COLUMNS = [
    "id",
    "kind",
    "key",
    "link",
    "area",
    "topics",
    "keywords",
    "library_number",
    "ekatte",
    "district",
    "place_bg",
    "place_en",
    "lat",
    "lon",
    "more_places",
    "more_districts",
    "more_lats",
    "more_lons",
    "title_bg",
    "title_en",
    "text_bg",
    "text_en",
    "valid_until",
    "verified_on",
    "verified_as",
    "source_label",
    "source_url",
    "requires_verification",
    "recommended",
    "public",
    "is_demo",
    "sheet",
    "keys",
    "filed_at",
    "news_at",
    "analysed_by",
    "stamp",
    "occupation_group",
]


@dataclass(frozen=True, slots=True)
class Spot:
    ekatte: str
    name: str
    district: str
    lat: float
    lon: float


class Corpus:
    """Words and places of the house that is running; `dice` belongs to whoever draws."""

    def __init__(self) -> None:
        from ramo.kit import clock
        from ramo.kit.bulgarian import analyse

        self.today = clock.today()
        self.spots = list(_spots())
        self._spot_weights = list(accumulate(_population_weights()))
        self.words = _words()
        self.keys = {word: tuple(key for each in analyse(word) for key in each.keys) for word in self.words}
        self.groups = _groups()
        self._zipf = list(accumulate(1 / (rank + COMMON_WORDS) for rank in range(len(self.words))))

    def draw(self, dice: random.Random, count: int) -> list[str]:
        return dice.choices(self.words, cum_weights=self._zipf, k=count)

    def spot(self, dice: random.Random) -> Spot:
        return dice.choices(self.spots, cum_weights=self._spot_weights)[0]

    def rows(self, count: int) -> Iterator[tuple[Any, ...]]:
        """Of the table of cards, in the order of `COLUMNS`."""
        dice = random.Random(5)  # noqa: S311 - the same draw each time
        kinds, weights = list(KINDS), list(KINDS.values())
        for number in range(1, count + 1):
            yield self._row(number, dice, dice.choices(kinds, weights)[0])

    def queries(self, count: int, cards: int) -> "list[Any]":
        """One to three words of some card's title; two of five near its place, one of three with filters.

        One of five besides within its trade or among what ends soon.
        """
        dice, further = random.Random(6), random.Random(8)  # noqa: S311
        picked = set(dice.sample(range(cards), count))
        rows = (row for number, row in enumerate(self.rows(cards)) if number in picked)
        found = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        return [_narrowed(self._query(dice, card), further, card) for card in found]

    def _row(self, number: int, dice: random.Random, kind: str) -> tuple[Any, ...]:
        title = self.draw(dice, dice.randint(*TITLE_WORDS))
        text = self.draw(dice, dice.randint(*TEXT_WORDS))
        spot = self.spot(dice) if dice.random() < 0.9 else None
        verified = self.today - timedelta(days=dice.randrange(400)) if dice.random() < 0.8 else None
        until = self.today + timedelta(days=dice.randrange(-20, 180)) if dice.random() < 0.7 else None
        where = (
            (spot.ekatte, spot.district, spot.name, "", spot.lat, spot.lon) if spot else ("", "", "", "", None, None)
        )
        words = (" ".join(title).capitalize()[:250], "", " ".join(text), "")
        dates = (until, verified, "Бюро по труда" if verified else "", "Агенция по заетостта", "https://example.org/")
        flags = (False, dice.random() < 0.95, True, False, None)
        keys = self._vector(title, text, spot.name.lower().split() if spot else [])
        times = (self.today, self.today if verified else None)
        area = dice.choice(AREAS)
        head: tuple[Any, ...] = (number, kind, f"bench-{number}", f"/bench/{number}/", area, [], [], "")
        stamp = dice.getrandbits(31)
        group = self._group(stamp) if kind in ("vacancy", "course") else ""
        return (*head, *where, [], [], [], [], *words, *dates, *flags, keys, *times, "bench", stamp, group)

    def _group(self, stamp: int) -> str:
        """Of a few trades there is much, of most a little."""
        return self.groups[int(len(self.groups) * (stamp / 2**31) ** 3)]

    def _vector(self, *fields: Sequence[str]) -> str:
        from ramo.search.filing import TITLE, in_title, quoted

        lexemes: dict[str, list[str]] = {}
        position = 0
        for weight, words in zip("ACD", fields, strict=True):
            for word in words:
                position += 1
                for key in self.keys.get(word, (word,)):
                    lexemes.setdefault(key, []).append(f"{position}{weight}")
                    if weight == TITLE:
                        lexemes.setdefault(in_title(key), []).append(f"{position}{weight}")
        return " ".join(f"{quoted(key)}:{','.join(places)}" for key, places in lexemes.items())

    def _query(self, dice: random.Random, card: dict[str, Any]) -> Any:
        from ramo.search.data import Distance, Place, SearchQuery

        words = card["title_bg"].split()
        here = Place(card["ekatte"], card["place_bg"], "", card["district"], card["lat"], card["lon"])
        is_near, is_filtered = dice.random() < 0.4, dice.random() < 0.33
        return SearchQuery(
            text=" ".join(dice.sample(words, min(len(words), dice.choice((1, 1, 2, 2, 3))))),
            kinds=tuple({card["kind"], dice.choice(list(KINDS))}) if is_filtered else (),
            areas=(card["area"],) if is_filtered and dice.random() < 0.5 else (),
            districts=(here.district,) if here.district and is_filtered and dice.random() < 0.3 else (),
            place=here if here.ekatte and is_near else None,
            distance=Distance(dice.choice(DISTANCES)),
        )


def _narrowed(query: Any, dice: random.Random, card: dict[str, Any]) -> Any:
    from ramo.search.data import Deadline

    by_trade, by_deadline = dice.random() < 0.1, dice.random() < 0.1
    groups = (card["occupation_group"],) if by_trade and card["occupation_group"] else ()
    deadlines = (dice.choice(list(Deadline)).value,) if by_deadline else ()
    return replace(query, occupations=groups, deadlines=deadlines)


def fill(corpus: Corpus, count: int) -> None:
    """The table of cards holds this catalogue and nothing else; what triggers would have done is done at once."""
    from django.db import connection

    from ramo.search.vocabulary import recount

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE search_indexcard, search_slip, search_cardnews, search_cardchange, search_keycount")
        cursor.execute("ALTER TABLE search_indexcard DISABLE TRIGGER USER")
        with cursor.copy(f"COPY search_indexcard ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for row in corpus.rows(count):
                copy.write_row(row)
        cursor.execute("ALTER TABLE search_indexcard ENABLE TRIGGER USER")
        cursor.execute("INSERT INTO search_slip SELECT * FROM search_shown")
        cursor.execute("SELECT setval(pg_get_serial_sequence('search_indexcard', 'id'), %s)", [count])
    recount()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_indexcard, search_slip, search_keycount")


def _words() -> list[str]:
    """The commonest first: as they stand in what ships, then what only lists of occupations and places hold."""
    from collections import Counter

    from ramo.kit.bulgarian import STOP_WORDS, analyse
    from ramo.search.models import IndexCard
    from ramo.vocabularies.models import Occupation, Settlement

    texts = [" ".join(pair) for pair in IndexCard.objects.order_by("kind", "key").values_list("title_bg", "text_bg")]
    lists = [*Occupation.objects.order_by("pk").values_list("label_bg", flat=True)]
    lists += Settlement.objects.order_by("pk").values_list("name_bg", flat=True)
    counts = Counter(word.text for text in [*texts, *lists] for word in analyse(text) if word.text.isalpha())
    frequent = (word for word, _count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return [word for word in frequent if word not in STOP_WORDS and len(word) > 2]


def _groups() -> list[str]:
    from ramo.vocabularies.models import OccupationGroup

    codes = list(OccupationGroup.objects.order_by("pk").values_list("pk", flat=True))
    random.Random(7).shuffle(codes)  # noqa: S311
    return codes


def _spots() -> Iterator[Spot]:
    from ramo.vocabularies.models import Settlement

    settled = Settlement.objects.select_related("municipality").exclude(lat=None).order_by("pk")
    for each in settled:
        yield Spot(each.pk, each.name_bg, each.municipality.district_id, each.lat or 0.0, each.lon or 0.0)


def _population_weights() -> Iterator[int]:
    from ramo.vocabularies.models import Settlement

    for population in Settlement.objects.exclude(lat=None).order_by("pk").values_list("population", flat=True):
        yield (population or 0) + 50
