"""The copy of the index falls out of use when it cannot be trusted, and comes back by itself."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from ramo.audit.retention import forget
from ramo.kit import clock
from ramo.kit.retention import Forgotten
from ramo.search import actions, choice, outbox, rekeying, vocabulary
from ramo.search.data import SearchQuery
from ramo.search.engine import search
from ramo.search.filing import KEYS_VERSION
from ramo.search.indexer import Indexer
from ramo.search.jobs import rekey_some
from ramo.search.models import CardChange, IndexCard, IndexCopy, KeyCount
from ramo.search.tantivy_index import LONGEST_SILENCE, Folder, sums

from .factories import file

pytestmark = pytest.mark.django_db(transaction=True)
State = IndexCopy.State


@pytest.fixture
def kept(settings: Any, tmp_path: Path) -> Iterator[Indexer]:
    settings.RAMO_SEARCH_ENGINE, settings.RAMO_SEARCH_FOLDER = "tantivy", tmp_path
    choice._reader.cache_clear()
    file("Готвач", key="first")
    kept = Indexer()
    kept.step()
    assert in_use() == "tantivy"
    yield kept
    kept.close()
    choice._reader.cache_clear()


def in_use() -> str:
    return choice.engine_of_choice().name


def found(text: str) -> list[str]:
    return [hit.key for hit in search(SearchQuery(text)).hits]


def state() -> str:
    return IndexCopy.objects.get().state


def lose(path: Path) -> None:
    for each in path.iterdir():
        each.unlink()


def cut(path: Path) -> None:
    for each in path.glob("*.*"):
        if each.name != "meta.json":
            each.write_bytes(each.read_bytes()[: each.stat().st_size // 3])


def garble(path: Path) -> None:
    (path / "meta.json").write_text("{", encoding="ascii")


@contextmanager
def filing_slowly(title: str, *, key: str) -> Iterator[None]:
    """A card filed elsewhere, whose transaction ends after the block."""
    filed, go_on = Event(), Event()

    def file_slowly() -> None:
        try:
            with transaction.atomic():
                file(title, key=key)
                filed.set()
                assert go_on.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(file_slowly)
        assert filed.wait(20)
        try:
            yield
        finally:
            go_on.set()
        slow.result()


@pytest.mark.parametrize("damage", [lose, cut, garble], ids=lambda damage: damage.__name__)
def test_with_a_missing_or_corrupt_index_search_goes_on_and_it_is_built_anew(
    kept: Indexer, damage: Callable[[Path], None]
) -> None:
    kept.close()
    damage(kept.folder.in_use())
    choice._reader.cache_clear()
    assert found("готвач") == ["first"]
    assert (in_use(), state()) == ("postgres", State.BROKEN)
    again = Indexer()
    again.step()
    again.close()
    assert (in_use(), state(), found("готвач")) == ("tantivy", State.READY, ["first"])


def test_a_copy_whose_keeper_is_silent_is_not_used_and_not_thrown_away(kept: Indexer) -> None:
    file("Шивачка", key="second")
    long_ago = time.time() - LONGEST_SILENCE - 1
    os.utime(kept.folder.path / "alive", (long_ago, long_ago))
    assert (in_use(), state(), found("шивачка")) == ("postgres", State.READY, ["second"])
    index = kept.folder.in_use()
    kept.step()
    assert (in_use(), kept.folder.in_use()) == ("tantivy", index)


def test_a_copy_that_differs_from_the_table_is_found_out_and_built_anew(kept: Indexer) -> None:
    assert kept.check()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_indexcard DISABLE TRIGGER USER")
        cursor.execute("UPDATE search_indexcard SET stamp = stamp + 1")
        cursor.execute("ALTER TABLE search_indexcard ENABLE TRIGGER USER")
    assert not kept.check()
    assert (in_use(), state()) == ("postgres", State.BROKEN)
    kept.step()
    assert kept.check()
    assert in_use() == "tantivy"


def test_what_is_not_shown_is_in_no_copy(kept: Indexer) -> None:
    file("Тайна", key="hidden", public=False)
    file("Грип", key="flu", requires_verification=True)
    kept.step()
    assert sums(kept.folder.in_use())[0] == 1
    actions.set_trust(kind="resource", key="flu", trust=actions.Trust(clock.today(), "РЗИ"))
    kept.step()
    assert found("грип") == ["flu"]


def test_changes_are_noted_only_while_there_is_a_copy_and_forgotten_when_all_have_them(kept: Indexer) -> None:
    other = Indexer(Folder(kept.folder.path / "other"))
    other.step()
    file("Шивачка", key="second")
    kept.step()
    assert CardChange.objects.exists(), "the other host has not taken it over"
    other.step()
    kept.step()
    assert not CardChange.objects.exists()
    other.close()
    IndexCopy.objects.all().delete()
    file("Кроячка", key="third")
    assert not CardChange.objects.exists()


def test_a_copy_not_seen_for_a_week_holds_nothing_up_and_is_built_anew_when_it_returns(kept: Indexer) -> None:
    IndexCopy.objects.update(seen_at=clock.now() - timedelta(days=8))
    rule = IndexCopy.RETENTION
    assert isinstance(rule, Forgotten)
    forget(IndexCopy, rule)
    file("Шивачка", key="second")
    assert not CardChange.objects.exists()
    kept.step()
    assert found("шивачка") == ["second"]


def test_the_command_shows_copies_and_asks_for_another(kept: Indexer, capsys: pytest.CaptureFixture[str]) -> None:
    index = kept.folder.in_use()
    call_command("search_index", "--rebuild")
    assert "broken" in capsys.readouterr().out
    kept.step()
    assert kept.folder.in_use() != index
    IndexCopy.objects.all().delete()
    with pytest.raises(CommandError, match="keeps no index"):
        call_command("search_index", "--rebuild")


def test_cards_of_an_earlier_analyser_are_read_again_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rekeying, "BATCH", 2)
    for number in range(5):
        file("Готвач", key=str(number))
    IndexCard.objects.update(keys="'стар':1A", analysed_by="0")
    assert found("готвач") == []
    assert next(rekeying.rekey()) == 2
    assert rekeying.behind() == 3, "stopped here, the rest is found again"
    rekey_some()
    assert sorted(found("готвач")) == ["0", "1", "2", "3", "4"]
    assert set(IndexCard.objects.values_list("analysed_by", flat=True)) == {KEYS_VERSION}


def test_the_command_reads_all_of_them_again(capsys: pytest.CaptureFixture[str]) -> None:
    file("Готвач")
    IndexCard.objects.update(analysed_by="0")
    call_command("rekey")
    assert "1 of 1 cards" in capsys.readouterr().out
    assert rekeying.behind() == 0


def test_counts_of_keys_hold_for_what_was_just_filed_and_are_counted_anew() -> None:
    file("Готвач", key="one")
    file("Готвач и пекар", key="two")
    assert vocabulary.frequencies(["готвач", "пекар", "шивач"]) == {"готвач": 2, "пекар": 1}
    assert vocabulary.beginning(["гот", "пек"], 5) == [("готвач", 1), ("пекар", 1)]
    vocabulary.recount()
    assert vocabulary.beginning(["гот"], 5) == [("готвач", 2)]
    actions.withdraw_card(kind="resource", key="two")
    assert vocabulary.frequencies(["пекар"]) == {}
    vocabulary.recount()
    assert not KeyCount.objects.filter(key="пекар").exists()


def test_one_key_counted_in_two_rows_becomes_one() -> None:
    file("Готвач")
    KeyCount.objects.create(key="готвач", cards=7)
    vocabulary.recount()
    assert KeyCount.objects.get(key="готвач").cards == 1


def test_a_common_word_is_not_counted_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    file("Готвач")
    KeyCount.objects.filter(key="готвач").update(cards=vocabulary.COMMON)
    counts = vocabulary.count([("готвач",)])
    assert (counts.held, counts.cards) == ([vocabulary.COMMON], vocabulary.COMMON)


def test_a_change_committed_late_is_taken_over_and_what_came_meanwhile_only_once(
    kept: Indexer, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, read = outbox.documents, []

    def noted(cards: Sequence[int]) -> list[Any]:
        read.append(IndexCard.objects.in_bulk(cards))
        return documents(cards)

    monkeypatch.setattr(outbox, "documents", noted)
    with filing_slowly("Шивачка", key="late"):
        file("Кроячка", key="early")
        kept.step()
        kept.step()
        assert found("кроячка") == ["early"]
    kept.step()
    assert found("шивачка") == ["late"]
    assert [[card.key for card in cards.values()] for cards in read] == [["early"], ["late"]]


def test_writing_waits_for_nobody_who_files_the_same_new_word() -> None:
    with filing_slowly("Чуден", key="one"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        file("Чуден", key="two")
    assert KeyCount.objects.filter(key="чуден").count() == 2
    assert vocabulary.frequencies(["чуден"]) == {"чуден": 2}
