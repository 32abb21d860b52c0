"""A card becomes a row: its place looked up, its words turned into weighted search keys."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

from django.conf import settings

from ramo.kit import clock
from ramo.kit.bulgarian import ANALYSER_VERSION, analyse
from ramo.vocabularies.models import Settlement, Topic

from .data import Card
from .errors import CardKeyMissing
from .models import IndexCard

_MAX_POSITION = 16_000  # PostgreSQL numbers words up to 16,383

# What was filed under another version is given its keys anew.
KEYS_VERSION = f"{ANALYSER_VERSION}/2"
# PostgreSQL's letters of weight: title, words people use for it, text, place.
TITLE, KEYWORDS, TEXT, PLACE = "ABCD"


@dataclass(frozen=True, slots=True)
class Lookups:
    """What cards point to, read once for a batch."""

    settlements: Mapping[str, Settlement]
    topics: Mapping[str, Topic]

    @classmethod
    def for_cards(cls, cards: Sequence[Card | IndexCard]) -> Self:
        settlements = Settlement.objects.select_related("municipality__district")
        return cls(
            settlements.in_bulk({place for card in cards for place in (card.ekatte, *card.more_places) if place}),
            Topic.objects.in_bulk({topic for card in cards for topic in card.topics}),
        )


def row(card: Card, lookups: Lookups) -> IndexCard:
    if not (card.kind and card.key and card.title_bg and card.link):
        raise CardKeyMissing(f"{card.kind} {card.key}")
    columns = {column.name: getattr(card, column.name) for column in fields(card)} | {
        "topics": list(card.topics),
        "keywords": list(card.keywords),
        "more_places": [place for place in card.more_places if place in lookups.settlements],
        "link": _without_language(card.link),
        "filed_at": clock.now(),
        "analysed_by": KEYS_VERSION,
    }
    filed = IndexCard(**columns)
    if settlement := lookups.settlements.get(card.ekatte):
        filed.district = settlement.municipality.district_id
        filed.place_bg, filed.place_en = place_names(settlement)
        filed.lat, filed.lon = settlement.lat, settlement.lon
    _fill_further(filed, [lookups.settlements[place] for place in filed.more_places])
    filed.keys = keys_of(filed, lookups)
    return filed


def _fill_further(filed: IndexCard, settlements: Sequence[Settlement]) -> None:
    districts = dict.fromkeys(settlement.municipality.district_id for settlement in settlements)
    filed.more_districts = [district for district in districts if district != filed.district]
    points = [(each.lat, each.lon) for each in settlements if each.lat is not None and each.lon is not None]
    filed.more_lats, filed.more_lons = [lat for lat, _ in points], [lon for _, lon in points]


def keys_of(card: IndexCard, lookups: Lookups) -> str:
    """The text form of a `tsvector`: keys of one word share its position, fields have their weights."""
    lexemes: dict[str, list[str]] = {}
    position = 0
    for weight, text in _fields(card, lookups):
        for word in analyse(text):
            position = min(position + 1, _MAX_POSITION)
            for key in word.keys:
                lexemes.setdefault(key, []).append(f"{position}{weight}")
                if weight == TITLE:
                    lexemes.setdefault(in_title(key), []).append(f"{position}{weight}")
    return " ".join(f"{quoted(key)}:{','.join(places)}" for key, places in lexemes.items())


def in_title(key: str) -> str:
    """The key of a word that stands in the title: no word begins with this sign."""
    return f"={key}"


def quoted(key: str) -> str:
    escaped = key.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _fields(card: IndexCard, lookups: Lookups) -> Iterator[tuple[str, str]]:
    yield TITLE, card.title_bg
    yield TITLE, card.title_en
    for topic in (lookups.topics[key] for key in card.topics if key in lookups.topics):
        yield KEYWORDS, ", ".join([topic.label_bg, topic.label_en, *topic.synonyms_bg])
    yield KEYWORDS, ", ".join(card.keywords)
    yield TEXT, card.text_bg
    yield TEXT, card.text_en
    yield PLACE, _place_words(card, lookups)


def place_names(settlement: Settlement) -> tuple[str, str]:
    """With the municipality, where that is not named after it: „с. Росен дол, общ. Монтана“."""
    municipality = settlement.municipality
    in_bulgarian, in_english = f"{settlement.kind_bg} {settlement.name_bg}", settlement.name_en
    if municipality.name_bg == settlement.name_bg:
        return in_bulgarian, in_english
    if municipality.name_en:
        in_english = f"{in_english}, {municipality.name_en}"
    return f"{in_bulgarian}, общ. {municipality.name_bg}", in_english


def _place_words(card: IndexCard, lookups: Lookups) -> str:
    known = [lookups.settlements.get(place) for place in (card.ekatte, *card.more_places)]
    names = [name for settlement in known if settlement for name in _names(settlement)]
    return ", ".join(dict.fromkeys(names)) or card.place_bg


def _names(settlement: Settlement) -> Iterator[str]:
    municipality = settlement.municipality
    yield from (settlement.name_bg, settlement.name_en, municipality.name_bg, municipality.district.name_bg)


def _without_language(link: str) -> str:
    """Whoever filed the card may have been reading another language: /en/resurs/… → /resurs/…"""
    for code, _ in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE and link.startswith(f"/{code}/"):
            return link.removeprefix(f"/{code}")
    return link
