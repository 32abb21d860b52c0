"""The one door to find things. Which engine answers is its own matter."""

from dataclasses import replace

from ramo.kit.bulgarian import asked

from . import postgres, reading, vocabulary
from .data import PAGE_SIZE, News, SearchQuery, SearchResults
from .hits import hit
from .reading import Index, Question
from .tally import Tally

CLOSE_WORDS = 3
NEWS_IN_A_FEED = 50
INDEX = Index(postgres.count, vocabulary.frequencies)


def search(query: SearchQuery) -> SearchResults:
    """One page of what the public may find, with exact totals and facets."""
    question = reading.read(query.text, INDEX, exact=query.exact)
    if question.is_hopeless:
        return SearchResults(query, question.reading)
    tally, floor = _tally(query, question)
    last_page = max(1, -(-tally.total // PAGE_SIZE))
    query = replace(query, page=max(1, min(query.page, last_page)))
    cards = postgres.page(query, question.words, floor=floor) if tally.total else ()
    return SearchResults(
        query=query,
        reading=replace(question.reading, is_relaxed=floor is not None),
        hits=tuple(map(hit, cards)),
        total=tally.total,
        facets=tally.facets(),
        expired=tally.expired,
        elsewhere=tally.elsewhere(),
    )


def strictly(query: SearchQuery) -> Question:
    """How a question is understood where nobody looks on: no word is dropped, however rare."""
    return reading.read(query.text, INDEX, exact=query.exact, keep_missing=True)


def news(query: SearchQuery) -> tuple[News, ...]:
    """What has lately become findable, newest first: only what is confirmed, recommended and holds all the words."""
    cards = postgres.news(query, strictly(query).words, limit=NEWS_IN_A_FEED)
    return tuple(News(hit(card), card.news_at) for card in cards if card.news_at)


def close_words(text: str) -> list[str]:
    """Words of titles that are spelled much like those of a question that found nothing."""
    words = [word.text for word in asked(text)[: reading.MAX_WORDS]]
    return [word for word in postgres.close_words(words, CLOSE_WORDS + len(words)) if word not in words][:CLOSE_WORDS]


def _tally(query: SearchQuery, question: Question) -> tuple[Tally, float | None]:
    """Counts of cards that hold all the words; else of the closest ones, and the least they must cover."""
    tally = Tally(postgres.cells(query, question.words), query)
    if tally.has_live or query.exact or len(question.words) < 2:
        return tally, None
    cells = postgres.cells(query, question.words, relaxed=True)
    floor = postgres.least_coverage(cells)
    return Tally([cell for cell in cells if cell.coverage >= floor], query), floor
