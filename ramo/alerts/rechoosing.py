"""Words and anchors of saved searches made anew: by a newer analyser, or as what was rare has become common."""

import re
from collections.abc import Iterator, Sequence
from math import log

from django.db import transaction
from django.db.models import Q, QuerySet

from ramo.kit.bulgarian import ANALYSER_VERSION
from ramo.search import engine
from ramo.search.reading import Keys, Sought

from . import questions
from .anchors import anchors
from .errors import NothingAsked
from .models import Anchor, SavedSearch

AT_ONCE = 500
READ_AT_ONCE = 100
_KEY = re.compile(r"'((?:[^']|'')+)'")


def behind() -> QuerySet[SavedSearch]:
    """Those that another version of the analyser read: their words may not be those of the cards any more."""
    return SavedSearch.objects.filter(Q(analyser__lt=ANALYSER_VERSION) | Q(analyser__gt=ANALYSER_VERSION))


def read_anew() -> Iterator[int]:
    """How many searches each portion brought up to date; stopped anywhere, the rest is found again."""
    while portion := list(behind().order_by("analyser", "pk").values_list("pk", flat=True)[:READ_AT_ONCE]):
        _rechoose(portion)
        yield len(portion)


def rechoose() -> int:
    """How many searches hang on other keys than before. What is found stays the same."""
    changed, last = 0, 0
    numbers = SavedSearch.objects.order_by("pk").values_list("pk", flat=True)
    while portion := list(numbers.filter(pk__gt=last)[:AT_ONCE]):
        changed += _rechoose(portion)
        last = portion[-1]
    return changed


@transaction.atomic
def _rechoose(portion: Sequence[int]) -> int:
    """Locked, so that a search that goes meanwhile leaves no anchors; a match sees the old ones or the new."""
    some = SavedSearch.objects.select_for_update().filter(pk__in=portion)
    wanted = {(saved.pk, key) for saved, key in _wanted(list(some))}
    held = {(anchor.search_id, anchor.key): anchor.pk for anchor in Anchor.objects.filter(search__in=portion)}
    gone, new = held.keys() - wanted, wanted - held.keys()
    Anchor.objects.filter(pk__in=[held[each] for each in gone]).delete()
    Anchor.objects.bulk_create([Anchor(search_id=search, key=key) for search, key in sorted(new)])
    return len({search for search, _key in gone | new})


def _wanted(portion: Sequence[SavedSearch]) -> Iterator[tuple[SavedSearch, str]]:
    """Of words that this analyser made, those that were kept; older ones are read again, as their cards were."""
    for saved in portion:
        if saved.analyser != ANALYSER_VERSION:
            saved.words, saved.analyser = _words(saved), ANALYSER_VERSION
            saved.save(update_fields=["words", "analyser"])
    groups = {saved.pk: _groups(saved.words or "") for saved in portion}
    rarity = _rarity(list({keys for words in groups.values() for keys in words}))
    for saved in portion:
        words = tuple(Sought(keys, rarity[keys]) for keys in groups[saved.pk])
        yield from ((saved, key) for key in anchors(questions.query_of(saved), words))


def _words(saved: SavedSearch) -> str | None:
    """As this analyser reads it; a search of which it would leave nothing keeps what it has."""
    try:
        read, _anchors = questions.of(questions.query_of(saved))
    except NothingAsked:
        read = saved
    words: str | None = read.words
    return words


def _rarity(groups: Sequence[Keys]) -> dict[Keys, float]:
    """As `search.reading` weighs words."""
    if not groups:
        return {}
    counts = engine.INDEX.count(groups)
    weights = (log(1 + (counts.cards - held + 0.5) / (held + 0.5)) for held in counts.held)
    return dict(zip(groups, weights, strict=True))


def _groups(words: str) -> tuple[Keys, ...]:
    """The keys of each word, of the text form of a `tsquery`: „( 'a' | 'b' ) & 'c'“."""
    found = (tuple(key.replace("''", "'") for key in _KEY.findall(word)) for word in words.split(" & "))
    return tuple(keys for keys in found if keys)
