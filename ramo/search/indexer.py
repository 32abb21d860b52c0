"""Keeps this host's copy of the index: one process, woken by the database, committing before it says so."""

import logging
import socket
import time
from collections.abc import Callable

import psycopg
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from . import outbox
from .errors import IndexUnfit
from .models import IndexCopy
from .tantivy_index import Folder, Writer, sums

logger = logging.getLogger("ramo.search")
WAIT_SECONDS = 5.0
CHECK_SECONDS = 3600.0
SEEN_SECONDS = 60.0
_SAID_EVERY = 50_000

Say = Callable[[str], None]


class Indexer:
    """Whatever it does is done again when it dies in the middle: cards are replaced under their number."""

    def __init__(self, folder: Folder | None = None, say: Say = logger.info) -> None:
        self.folder = folder or Folder()
        self.copy = self.folder.copy_id()
        self._say = say
        self._writer: Writer | None = None
        self._done: set[int] = set()
        self._checked_at = self._seen_at = time.monotonic()

    def keep(self, until: Callable[[], bool]) -> None:
        """One at a time for each copy: a second one waits for the first to end."""
        with psycopg.connect(_address(), autocommit=True) as listening:
            while not _lock(listening, self.copy.hex):
                if until():
                    return
                time.sleep(0.2)
            listening.execute(f"LISTEN {outbox.CHANNEL}")
            while not until():
                self.step()
                for _each in listening.notifies(timeout=WAIT_SECONDS, stop_after=1):
                    pass

    def step(self) -> None:
        """Brings the copy up to now, whatever state it is in."""
        try:
            if self._is_sound():
                self._take_over()
            else:
                self.rebuild()
            if time.monotonic() - self._checked_at > CHECK_SECONDS:
                self.check()
        except IndexUnfit as problem:
            self._drop(str(problem))

    def rebuild(self) -> None:
        """Beside what is read now; then it takes its place from one moment to the next."""
        self.close()
        outbox.register(self.copy, socket.gethostname())
        built, begun = self.folder.beside(), time.monotonic()
        writer = Writer(built)
        with transaction.atomic():
            position = outbox.oldest()
            cards = self._fill(writer)
        writer.commit()
        writer.close()
        self.folder.put_in_place(built)
        outbox.moved(self.copy, position)
        outbox.mark(self.copy, IndexCopy.State.READY)
        self._say(f"The index was built: {cards:,} cards in {time.monotonic() - begun:.0f} s")
        self._take_over()

    def check(self) -> bool:
        """Whether the copy holds what the table holds: count and sum of stamps of one moment; else it is dropped."""
        self._checked_at = time.monotonic()
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            fresh = self._fresh(outbox.changes(self._position()))
            documents, wanted = outbox.documents(fresh), outbox.sums()
        writer = self._open()
        writer.replace(fresh, documents)
        writer.commit()
        held = sums(self.folder.in_use())
        if held != wanted:
            self._drop(f"it holds {held[0]} cards, the table {wanted[0]}, or others")
        return held == wanted

    def _is_sound(self) -> bool:
        copy = IndexCopy.objects.filter(pk=self.copy).first()
        if copy is None or copy.state != IndexCopy.State.READY or copy.position > outbox.oldest():
            return False
        if self._writer is None:
            sums(self.folder.in_use())
            self._writer = Writer(self.folder.in_use())
        return True

    def _take_over(self) -> None:
        position = self._position()
        found = outbox.changes(position)
        fresh = self._fresh(found)
        if fresh:
            self._replace(fresh)
        self._done = set(found.numbers)
        if fresh or found.oldest != position or time.monotonic() - self._seen_at > SEEN_SECONDS:
            outbox.moved(self.copy, found.oldest)
            self._seen_at = time.monotonic()
        self.folder.say_alive()

    def _position(self) -> int:
        return IndexCopy.objects.values_list("position", flat=True).get(pk=self.copy)

    def _fresh(self, found: outbox.Changes) -> list[int]:
        """Each card once, without those that were taken over while an older transaction still ran."""
        numbered = zip(found.numbers, found.cards, strict=True)
        return list(dict.fromkeys(card for number, card in numbered if number not in self._done))

    def _replace(self, cards: list[int]) -> None:
        writer = self._open()
        for start in range(0, len(cards), outbox.AT_ONCE):
            some = cards[start : start + outbox.AT_ONCE]
            writer.replace(some, outbox.documents(some))
        writer.commit()

    def _fill(self, writer: Writer) -> int:
        cards = 0
        for document in outbox.all_documents():
            writer.replace((), [document])
            cards += 1
            if cards % _SAID_EVERY == 0:
                self._say(f"Building the index: {cards:,} cards …")
        return cards

    def _drop(self, problem: str) -> None:
        logger.error("The index of this host is not used and is built anew: %s", problem)
        self.close()
        self.folder.take_away()
        outbox.mark(self.copy, IndexCopy.State.BROKEN, problem)

    def _open(self) -> Writer:
        if self._writer is None:
            self._writer = Writer(self.folder.in_use())
        return self._writer

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer, self._done = None, set()


def _address() -> str:
    known = ("dbname", "user", "password", "host", "port")
    given = connection.get_connection_params()
    return make_conninfo(**{name: given[name] for name in known if given.get(name)})


def _lock(listening: psycopg.Connection, name: str) -> bool:
    found = listening.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name]).fetchone()
    return bool(found and found[0])
