"""Which engine answers: the one that was set, or the database where that one cannot."""

import logging
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from .contract import Engine
from .errors import IndexSilent, IndexUnfit
from .postgres import Postgres

if TYPE_CHECKING:
    from .tantivy_index import Reader

logger = logging.getLogger("ramo.search")


def engine_of_choice() -> Engine:
    if settings.RAMO_SEARCH_ENGINE != "tantivy":
        return Postgres()
    from .tantivy_engine import Tantivy

    try:
        return Tantivy(*_reader().searcher())
    except IndexUnfit as problem:
        report(problem)
        return Postgres()


def report(problem: IndexUnfit) -> None:
    """Who keeps the index is told that it cannot be read; one who is silent, or builds it, knows."""
    if isinstance(problem, IndexSilent):
        return
    from . import outbox
    from .models import IndexCopy
    from .tantivy_index import Folder

    folder = Folder()
    if IndexCopy.objects.filter(pk=folder.copy_id(), state=IndexCopy.State.READY).exists():
        logger.error("The index of this host cannot be read, the database answers: %s", problem)
        outbox.mark(folder.copy_id(), IndexCopy.State.BROKEN, str(problem))


@cache
def _reader() -> "Reader":
    """Opened at the first question: what a process holds open is not shared with its children."""
    from .tantivy_index import Folder, Reader

    return Reader(Folder())
