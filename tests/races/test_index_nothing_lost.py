"""The copy of the index loses nothing and keeps nothing stale: whoever is killed, and in whatever order cards come."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction

from ramo.search import actions, choice, indexer, outbox
from ramo.search.data import SearchQuery
from ramo.search.engine import search
from ramo.search.indexer import Indexer
from ramo.search.models import CardChange, IndexCopy
from ramo.search.tantivy_index import Folder, Writer, sums
from ramo.search.tests.factories import file
from tests.races.kills import killed_in

pytestmark = pytest.mark.django_db(transaction=True)
State = IndexCopy.State


@pytest.fixture
def kept(settings: Any, tmp_path: Path) -> Iterator[Indexer]:
    """A host whose copy holds one card."""
    settings.RAMO_SEARCH_ENGINE, settings.RAMO_SEARCH_FOLDER = "tantivy", tmp_path
    choice._reader.cache_clear()
    file("Готвач", key="first")
    kept = Indexer()
    kept.step()
    yield kept
    kept.close()
    choice._reader.cache_clear()


def found(text: str) -> list[str]:
    return [hit.key for hit in search(SearchQuery(text)).hits]


def holds_what_the_table_holds() -> bool:
    return sums(Folder().in_use()) == outbox.sums()


def in_tantivy() -> bool:
    return choice.engine_of_choice().name == "tantivy"


def test_what_is_filed_changed_and_withdrawn_is_so_in_the_copy(kept: Indexer) -> None:
    file("Шивачка", key="second")
    kept.step()
    assert in_tantivy()
    assert found("шивачка") == ["second"]
    file("Кроячка", key="second")
    actions.withdraw_card(kind="resource", key="first")
    kept.step()
    assert (found("шивачка"), found("кроячка"), found("готвач")) == ([], ["second"], [])
    assert holds_what_the_table_holds()


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("owner", "name"),
    [
        pytest.param(outbox, "register", id="the copy was known"),
        pytest.param(Writer, "replace", id="cards were replaced"),
        pytest.param(Writer, "commit", id="the index was committed"),
        pytest.param(Folder, "put_in_place", id="the new one was in place"),
        pytest.param(outbox, "moved", id="the position moved"),
        pytest.param(outbox, "mark", id="it was said to be ready"),
    ],
)
@pytest.mark.parametrize("is_new", [False, True], ids=["taking over", "building"])
def test_whoever_is_killed_on_the_way_nothing_is_lost_and_nothing_stale(
    kept: Indexer, owner: Any, name: str, after: bool, is_new: bool
) -> None:
    file("Шивачка", key="second")
    actions.withdraw_card(kind="resource", key="first")
    if is_new:
        outbox.mark(kept.copy, State.BROKEN)
    kept.close()
    killed_in(lambda: Indexer().step(), owner, name, after=after)
    again = Indexer()
    again.step()
    again.close()
    assert in_tantivy()
    assert (found("шивачка"), found("готвач")) == (["second"], [])
    assert holds_what_the_table_holds()


def test_control_that_moves_before_it_commits_loses_a_card(kept: Indexer, monkeypatch: pytest.MonkeyPatch) -> None:
    file("Шивачка", key="second")
    kept.close()
    real = Writer.commit

    def too_late(self: Writer) -> None:
        outbox.moved(Folder().copy_id(), outbox.oldest())
        real(self)

    monkeypatch.setattr(Writer, "commit", too_late)
    killed_in(lambda: Indexer().step(), outbox, "moved", after=True)
    monkeypatch.undo()
    again = Indexer(Folder(kept.folder.path))
    again.step()
    again.close()
    assert sums(kept.folder.in_use())[0] == 1, "the second card never comes"


def test_a_card_that_commits_after_a_later_one_was_taken_over_is_found(kept: Indexer) -> None:
    filed, go_on = Event(), Event()

    def file_slowly() -> None:
        try:
            with transaction.atomic():
                file("Шивачка", key="early")
                filed.set()
                assert go_on.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(file_slowly)
        assert filed.wait(20)
        file("Кроячка", key="late")
        kept.step()
        assert found("кроячка") == ["late"], "it does not wait for the slow one"
        cursor = CardChange.objects.latest("pk").pk
        go_on.set()
        slow.result()
    assert not CardChange.objects.filter(pk__gt=cursor).exists(), "control: what a cursor would still see"
    kept.step()
    assert found("шивачка") == ["early"]
    assert holds_what_the_table_holds()


def test_whoever_was_filing_when_the_copy_registered_is_not_missed(settings: Any, tmp_path: Path) -> None:
    settings.RAMO_SEARCH_ENGINE, settings.RAMO_SEARCH_FOLDER = "tantivy", tmp_path
    choice._reader.cache_clear()
    filed, go_on = Event(), Event()

    def file_slowly() -> None:
        try:
            with transaction.atomic():
                file("Шивачка", key="early")
                filed.set()
                go_on.wait(1)
        finally:
            connection.close()

    kept = Indexer()
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(file_slowly)
        assert filed.wait(20)
        kept.step()
        slow.result()
    kept.step()
    kept.close()
    assert found("шивачка") == ["early"]
    assert holds_what_the_table_holds()


def test_what_is_published_is_soon_found_by_another_process(kept: Indexer) -> None:
    kept.close()
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            Indexer().keep(lambda: False)
        finally:
            os._exit(1)
    try:
        assert within(10, lambda: not file_and_wait("ready"))
        begun = time.monotonic()
        file("Шивачка", key="second")
        assert within(10, lambda: found("шивачка") == ["second"] and in_tantivy())
        assert time.monotonic() - begun < 3
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_second_keeper_of_one_copy_waits(kept: Indexer) -> None:
    with psycopg.connect(indexer._address(), autocommit=True) as first:
        assert indexer._lock(first, kept.copy.hex)
        rounds = iter(range(3))
        kept.keep(lambda: next(rounds, None) is None)
        file("Шивачка", key="second")
    assert sums(kept.folder.in_use())[0] == 1


def file_and_wait(key: str) -> bool:
    file("Готвач", key=key)
    return not within(2, lambda: key in found("готвач"))


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
