"""The one door to find things. Which engine answers is its own matter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ramo.kit import clock
from ramo.kit.bulgarian import asked

from . import coverage, facts, postgres, ranking, reading, spots, synonyms, vocabulary
from .choice import engine_of_choice
from .contract import Ask, Engine
from .data import PAGE_SIZE, Distance, Elsewhere, News, SearchQuery, SearchResults
from .errors import IndexUnfit
from .hits import hit
from .ranking import WINDOW, Wish
from .reading import Index, Question
from .tally import Tally

CLOSE_WORDS = 3
NEWS_IN_A_FEED = 50
INDEX = Index(vocabulary.count, vocabulary.frequencies, synonyms.foreign)


def search(query: SearchQuery) -> SearchResults:
    """One page of what the public may find, with exact totals and facets."""
    question = reading.read(query.text, INDEX, exact=query.exact)
    if question.is_hopeless:
        return SearchResults(query, question.reading)
    engine = engine_of_choice()
    try:
        return answer(engine, query, question)
    except IndexUnfit:
        return answer(postgres.Postgres(), query, question)


@dataclass(frozen=True, slots=True)
class Settled:
    """Which question is answered in the end, and its exact counts."""

    ask: Ask
    tally: Tally
    is_relaxed: bool


@dataclass(frozen=True, slots=True)
class Found(Settled):
    """What an engine gave to a question: with the cards of the page in their order."""

    ids: Sequence[int]


def answer(engine: Engine, query: SearchQuery, question: Question) -> SearchResults:
    found = look_up(engine, query, question)
    return SearchResults(
        query=found.ask.query,
        reading=replace(question.reading, is_relaxed=found.is_relaxed),
        hits=tuple(map(hit, facts.cards(found.ask, found.ids))),
        total=found.tally.total,
        facets=found.tally.facets(),
        expired=found.tally.expired,
        elsewhere=Elsewhere() if found.tally.total else _elsewhere(engine, found.ask),
    )


def look_up(engine: Engine, query: SearchQuery, question: Question) -> Found:
    settled = settle(engine, query, question)
    total = settled.tally.total
    last_page = max(1, -(-total // PAGE_SIZE))
    ask = replace(settled.ask, query=replace(query, page=max(1, min(query.page, last_page))))
    ids = _page(engine, ask, question.reading.shown, total) if total else []
    return Found(ask, settled.tally, settled.is_relaxed, ids)


def settle(engine: Engine, query: SearchQuery, question: Question) -> Settled:
    """All words where something live holds them, else the most that something does; no card is weighed."""
    ask = _ask(query, question)
    tally = engine.tally(ask)
    if tally.total or not _nothing_holds_all(engine, ask):
        return Settled(ask, tally, is_relaxed=False)
    ask = _relaxed(engine, ask)
    return Settled(ask, engine.tally(ask), is_relaxed=True)


def _ask(query: SearchQuery, question: Question) -> Ask:
    return Ask(query, question.words, coverage.all_of(len(question.words)), spots.within(query), clock.today())


def _page(engine: Engine, ask: Ask, text: str, total: int) -> list[int]:
    """The best matches are weighed against each other; what comes after them stays as the engine gives it."""
    start = (ask.query.page - 1) * PAGE_SIZE
    if start >= WINDOW:
        return [match.card_id for match in engine.matches(ask, start=start, limit=PAGE_SIZE, total=total)]
    wish = Wish(text, ask.sort, ask.query.place is not None, ask.today)
    best = ranking.ordered(facts.of(ask, engine.matches(ask, start=0, limit=WINDOW, total=total)), wish)
    return [each.card_id for each in best[start : start + PAGE_SIZE]]


def strictly(query: SearchQuery) -> Question:
    """How a question is understood where nobody looks on: no word is dropped, however rare."""
    return reading.read(query.text, INDEX, exact=query.exact, keep_missing=True)


def news(query: SearchQuery) -> tuple[News, ...]:
    """What has lately become findable, newest first: only what is confirmed, recommended and holds all the words."""
    ask = _ask(query, strictly(query))
    cards = facts.cards(ask, postgres.news(ask, limit=NEWS_IN_A_FEED))
    return tuple(News(hit(card), card.news_at) for card in cards if card.news_at)


def close_words(text: str) -> list[str]:
    """Words of titles that are spelled much like those of a question that found nothing."""
    words = [word.text for word in asked(text)[: reading.MAX_WORDS]]
    return [word for word in postgres.close_words(words, CLOSE_WORDS + len(words)) if word not in words][:CLOSE_WORDS]


def _nothing_holds_all(engine: Engine, ask: Ask) -> bool:
    """Whether no live card holds all words, wherever it lies and under no filter: then the closest are shown."""
    if ask.query.exact or len(ask.words) < 2:
        return False
    return engine.first_held(ask.words, ask.needs, ask.today) is None


def _relaxed(engine: Engine, ask: Ask) -> Ask:
    words = tuple(sorted(ask.words, key=lambda word: -word.weight)[: coverage.MOST])
    weights = [word.weight for word in words]
    sets = coverage.heaviest_first(weights)
    best = engine.first_held(words, sets, ask.today)
    return replace(ask, words=words, needs=coverage.enough(sets[best], weights) if best is not None else ask.needs)


def _elsewhere(engine: Engine, ask: Ask) -> Elsewhere:
    """Where nothing was found: how much other limits would leave."""
    query = ask.query
    bare = query.unfiltered
    in_country = _total(engine, ask, replace(query, distance=Distance.COUNTRY)) if query.is_near else 0
    without_filters = _total(engine, ask, bare) if query.is_filtered else 0
    is_closer = query.distance.kilometres is not None and query.distance != Distance.KM_50
    return Elsewhere(
        within_50_km=_total(engine, ask, replace(query, distance=Distance.KM_50)) if in_country and is_closer else 0,
        in_district=_total(engine, ask, replace(query, distance=Distance.DISTRICT)) if in_country else 0,
        in_country=in_country,
        without_filters=without_filters,
        anywhere=_total(engine, ask, replace(bare, distance=Distance.COUNTRY)),
    )


def _total(engine: Engine, ask: Ask, query: SearchQuery) -> int:
    return engine.tally(replace(ask, query=query, near=spots.within(query))).total
