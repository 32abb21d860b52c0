"""A person who used the house by every way there is: once their time is over, nothing anywhere tells of them.

The time is what the rooms declare. Each way has a canary of its own: a name, a phone and a mailbox that stand nowhere
else. They are looked for in a whole dump of the database and wherever else something could lie. The controls: with the
night jobs left out all of them are still there, and what is planted in each place is found in it.
"""

import base64
import email
import logging
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as house
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import connection
from django.test import Client

from config import schedule
from ramo.accounts.models import SharedCount, User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.launch.binaries import find_dumper
from ramo.mailing.jobs import deliver_due
from ramo.search import choice
from ramo.search.data import SearchQuery
from ramo.search.engine import search
from ramo.search.indexer import Indexer
from ramo.search.tests.factories import file
from ramo.seats.keys import spaced
from ramo.seats.models import Claim
from tests.cast import Cast

from .leaving import LEFT_AT_ONCE, WAYS, Canary, Visit, Way

pytestmark = pytest.mark.django_db(transaction=True)
SignedIn = Callable[[User], Client]
ASK_THE_NETWORK = {"watch.check_links", "harvest.harvest_due"}


# The places


class Heard(logging.Handler):
    """All that any part of the house says, at the lowest level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


@dataclass(frozen=True)
class Places:
    """Wherever something of a person could lie; each as one text."""

    folder: Path
    log: Heard

    def texts(self) -> dict[str, str]:
        return {
            "database": dump(),
            "sessions": " ".join(str(SessionStore(row.session_key).load()) for row in Session.objects.all()),
            "cache": " ".join(_unpacked(value) for value in SharedCount.objects.values_list("value", flat=True)),
            "letters": " ".join(map(_letter, (self.folder / "letters").glob("*"))),
            "files": " ".join(path.read_bytes().decode(errors="replace") for path in self._files()),
            "log": "\n".join(self.log.said),
        }

    def holding(self, canary: Canary) -> set[str]:
        held = {place for place, text in self.texts().items() if canary.in_text(text)}
        return held | ({"index"} if found_by_search(canary) else set())

    def _files(self) -> Iterator[Path]:
        """Media, static, uploads, the index as it lies there, and whatever else is kept beside the database."""
        for folder in {
            Path(house.MEDIA_ROOT),
            Path(house.STATIC_ROOT),
            Path(house.RAMO_UPLOADS),
            self.folder / "index",
        }:
            yield from (path for path in folder.rglob("*") if path.is_file())


def _major() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def dump() -> str:
    """Every row of every table, as a backup holds it: queue, audit and sessions among them."""
    facts = connection.get_connection_params()
    url = f"postgresql:///{facts['dbname']}"
    program = find_dumper(_major()).program("pg_dump")
    asked = {"user": "--username", "host": "--host", "port": "--port"}
    given = [f"{option}={facts[name]}" for name, option in asked.items() if facts.get(name)]
    done = subprocess.run([str(program), "--data-only", *given, url], capture_output=True, check=True)
    return done.stdout.decode()


def _unpacked(value: str) -> str:
    return base64.b64decode(value).decode(errors="replace")


def _letter(path: Path) -> str:
    """As its reader sees it: heads and bodies decoded."""
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    bodies = (part.get_content() for part in message.walk() if part.get_content_maintype() == "text")
    return " ".join((*map(str, message.values()), *bodies))


def found_by_search(canary: Canary) -> bool:
    """Whatever index answers just now."""
    return any(search(SearchQuery(mark)).hits for mark in (canary.name, canary.mail))


@pytest.fixture
def places(settings: Any, tmp_path: Path) -> Iterator[Places]:
    settings.EMAIL_BACKEND = "ramo.mailing.folder.LettersInFolder"
    settings.EMAIL_FILE_PATH = tmp_path / "letters"
    settings.RAMO_SEARCH_ENGINE, settings.RAMO_SEARCH_FOLDER = "tantivy", tmp_path / "index"
    choice._reader.cache_clear()
    heard, root = Heard(), logging.getLogger()
    level = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    yield Places(tmp_path, heard)
    root.removeHandler(heard)
    root.setLevel(level)
    choice._reader.cache_clear()


@pytest.fixture
def visits(cast: Cast, signed_in: SignedIn, places: Places) -> dict[Way, Visit]:
    """Everybody has been, and the letters have left."""
    desk = signed_in(cast.own_librarian)
    made = {way: Visit(cast, desk, Canary(number)) for number, way in enumerate(WAYS, 1)}
    for way, visit in made.items():
        way.put(visit)
    deliver_due()
    with closing(Indexer()) as indexer:
        indexer.step()
    return made


def midday(days: int) -> datetime:
    return clock.midnight(clock.today() + timedelta(days=days)) + timedelta(hours=12)


def night() -> None:
    """Every job of the house, as the clocks run them, save what asks the network."""
    for each in schedule.CLOCKS:
        if each.name not in ASK_THE_NETWORK:
            each.job()
    deliver_due()


def test_nothing_of_a_person_is_found_after_the_time_that_was_promised(
    visits: dict[Way, Visit], places: Places
) -> None:
    moments = {days: midday(days) for days in sorted({way.gone_after for way in WAYS})}
    late: dict[tuple[str, int], set[str]] = {}
    for days, moment in moments.items():
        with time_machine.travel(moment):
            night()
            due = {way: visit for way, visit in visits.items() if way.gone_after <= days}
            late |= {(str(way), days): held for way, visit in due.items() if (held := places.holding(visit.canary))}
    assert not late


def test_control_with_the_nights_left_out_every_canary_is_still_there(visits: dict[Way, Visit], places: Places) -> None:
    """So the test above looks where they are kept, and what it sees is the work of the jobs."""
    with time_machine.travel(midday(200)):
        texts = places.texts()
    stay = {way: visit.canary for way, visit in visits.items() if way not in LEFT_AT_ONCE}
    assert not [str(way) for way, canary in stay.items() if not canary.in_text(texts["database"])]
    assert not [str(way) for way, canary in stay.items() if way.has_letter and not canary.in_text(texts["letters"])]


@pytest.mark.parametrize("way", LEFT_AT_ONCE, ids=str)
def test_control_who_left_at_once_was_there_before(
    way: Way, cast: Cast, signed_in: SignedIn, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the forgetting of those who leave taken out of the assigner the canary stays where it was written."""
    monkeypatch.setattr("ramo.seats.assigner.forget_people", lambda *_claims, **_options: 0)
    visit = Visit(cast, signed_in(cast.own_librarian), Canary(1))
    way.put(visit)
    deliver_due()
    assert places.holding(visit.canary) == {"database", "letters"}


def test_control_what_is_planted_in_a_place_is_found_in_it(places: Places, settings: Any) -> None:
    canary = Canary(7)
    plant: dict[str, Callable[[], object]] = {
        "database": lambda: record("planted", "canary:1", detail={"who": canary.name}),
        "sessions": lambda: _session(canary),
        "cache": lambda: cache.set("planted", {"who": canary.mail}),
        "letters": lambda: _letter_about(canary),
        "index": lambda: _card(canary),
        "files": lambda: _picture(Path(settings.MEDIA_ROOT), canary),
        "log": lambda: logging.getLogger("ramo.planted").info("heard of %s", canary.phone),
    }
    assert set(plant) == {*places.texts(), "index"}
    for place, act in plant.items():
        act()
        assert place in places.holding(canary), place
    (Path(settings.MEDIA_ROOT) / "planted.txt").unlink()


def test_no_page_that_shows_a_person_is_kept_by_a_cache(visits: dict[Way, Visit]) -> None:
    secrets = [spaced(claim.code) for claim in Claim.objects.all()]
    shown = [
        answer
        for visit in visits.values()
        for answer in visit.answers
        if visit.canary.in_text(page := answer.content.decode()) or any(code in page for code in secrets)
    ]
    assert len(shown) > len(WAYS) / 2
    assert all("no-store" in answer.headers["Cache-Control"] for answer in shown)


def test_nobody_stands_in_the_queue_even_while_they_are_known(visits: dict[Way, Visit]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(args::text, ' ') FROM procrastinate_jobs")
        queued = str(cursor.fetchone()[0])
    assert "mail" in queued
    assert not [str(way) for way, visit in visits.items() if visit.canary.in_text(queued)]


def test_nobody_stands_in_the_audit_or_in_a_log_even_while_they_are_known(
    visits: dict[Way, Visit], places: Places
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(concat_ws(' ', target_key, detail::text), ' ') FROM audit_auditentry")
        audited = str(cursor.fetchone()[0])
    said = places.texts()["log"]
    assert not [str(way) for way, visit in visits.items() if visit.canary.in_text(audited + said)]


def _session(canary: Canary) -> None:
    session = SessionStore()
    session["who"] = canary.name
    session.save()


def _letter_about(canary: Canary) -> None:
    send_mail("Напомняне", f"Здравейте, {canary.name}", None, ["office@ramo.example"])


def _card(canary: Canary) -> None:
    file(canary.name, key="planted")
    with closing(Indexer()) as indexer:
        indexer.step()


def _picture(folder: Path, canary: Canary) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "planted.txt").write_text(canary.name, "utf-8")
