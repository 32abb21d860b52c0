"""What matches a question and is past its date: shown to whoever asks for it, always from the database."""

from dataclasses import replace

from . import facts, postgres, reading
from .data import PAGE_SIZE, SearchQuery, SearchResults
from .engine import INDEX, settle
from .hits import hit


def past(query: SearchQuery) -> SearchResults:
    """One page of it, the latest first: as many in all as the search page says it hid. Nothing of it goes to paper."""
    question = reading.read(query.text, INDEX, exact=query.exact)
    if question.is_hopeless:
        return SearchResults(query, question.reading)
    settled = settle(postgres.Postgres(), query, question)
    total = settled.tally.expired
    page = max(1, min(query.page, -(-total // PAGE_SIZE)))
    ids = postgres.expired(settled.ask, start=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    hits = (replace(hit(card), is_printable=False) for card in facts.expired_cards(settled.ask, ids))
    return SearchResults(replace(query, page=page), question.reading, tuple(hits), total)
