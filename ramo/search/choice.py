"""Which engine answers: the one that was set, or the database where that one cannot."""

from .contract import Engine
from .postgres import Postgres


def engine_of_choice() -> Engine:
    return Postgres()
