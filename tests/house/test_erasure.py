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
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings as house
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.mail import send_mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from config import schedule
from ramo.accounts.models import SharedCount, User
from ramo.appointments.models import Slot
from ramo.appointments.tests.factories import make_schedule
from ramo.audit.actions import record
from ramo.events.tests.factories import at, host_of, make_event
from ramo.kit import clock
from ramo.launch.binaries import find_dumper
from ramo.mailing.jobs import deliver_due
from ramo.resources.tests.factories import make_resource
from ramo.search import choice
from ramo.search.data import SearchQuery
from ramo.search.engine import search
from ramo.search.indexer import Indexer
from ramo.search.tests.factories import file
from ramo.seats import actions as seats
from ramo.seats.keys import spaced
from ramo.seats.models import Claim, State
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
SignedIn = Callable[[User], Client]
Put = Callable[["Visit"], None]
EVENT_IN, HOUR_IN = 5, 1  # days
ASK_THE_NETWORK = {"watch.check_links", "harvest.harvest_due"}


@dataclass(frozen=True)
class Canary:
    """Written as people write themselves; all of it unlike anything else in the house."""

    number: int

    @property
    def name(self) -> str:
        return f"Зорнѝчка{self.number:03}"

    @property
    def phone(self) -> str:
        return f"0877 314 {self.number:03}"

    @property
    def mail(self) -> str:
        return f"kanarche{self.number:03}@zornichka.example"

    @property
    def marks(self) -> tuple[str, ...]:
        return self.name, self.phone, self.phone.replace(" ", ""), self.mail

    def in_text(self, text: str) -> bool:
        return any(mark in text for mark in self.marks)


@dataclass
class Visit:
    """What a way needs, and what was answered to the person."""

    cast: Cast
    desk: Client
    canary: Canary
    answers: list[HttpResponse] = field(default_factory=list)

    def post(self, client: Client, address: str, **typed: object) -> HttpResponse:
        answer: Any = client.post(address, {"submission": uuid4(), **typed}, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        self.answers.append(answer)
        return answer


@dataclass(frozen=True)
class Way:
    """`gone_after`: days from now by which the house has promised to have forgotten."""

    put: Put
    gone_after: int
    has_letter: bool = False

    def __str__(self) -> str:
        return self.put.__name__


# The ways in


def sign_up(visit: Visit, *, capacity: int, **typed: object) -> Claim:
    event = make_event(visit.cast.library, capacity=capacity, starts_at=at(days=EVENT_IN))
    address = reverse("events:register", args=[event.pk, visit.cast.library.pk])
    full = {"party": "1", "name": visit.canary.name, "phone": visit.canary.phone, "email": visit.canary.mail, **typed}
    if capacity == 1:
        seats_taken = visit.post(Client(), address, party="1", name="Иван", phone="088 000 0000")
        assert seats_taken
    visit.post(Client(), address, **full)
    return Claim.objects.latest("pk")


def seated_at_an_event(visit: Visit) -> None:
    assert sign_up(visit, capacity=5).state == State.SEATED


def waiting_for_an_event(visit: Visit) -> None:
    assert sign_up(visit, capacity=1).state == State.WAITING


def a_group_at_an_event(visit: Visit) -> None:
    assert sign_up(visit, capacity=9, party="4", needs_help="on").party == 4


def signed_up_by_the_librarian(visit: Visit) -> None:
    event = make_event(visit.cast.library, starts_at=at(days=EVENT_IN))
    address = reverse("events:people", args=[host_of(event).pk])
    visit.post(visit.desk, address, party="1", name=visit.canary.name, phone=visit.canary.phone, is_for_child="on")


def came_to_an_event_and_was_checked_in(visit: Visit) -> None:
    claim = sign_up(visit, capacity=5)
    seats.check_in(claim, 1, by=visit.cast.own_librarian)


def gave_up_a_place(visit: Visit) -> None:
    claim = sign_up(visit, capacity=5)
    deliver_due()
    seats.leave(claim)


def let_an_offer_lapse(visit: Visit) -> None:
    claim = sign_up(visit, capacity=1)
    seats.leave(claim.pool.claims.earliest("pk"))
    Claim.objects.filter(pk=claim.pk).update(answer_until=clock.now() - timedelta(minutes=1))
    deliver_due()
    assert seats.lapse(claim.pool) == 1


def found_no_place(visit: Visit) -> None:
    event = make_event(visit.cast.library, capacity=1, starts_at=at(days=EVENT_IN))
    host = host_of(event)
    assert host.pool
    host.pool.has_waiting_list = False
    host.pool.save()
    address = reverse("events:register", args=[event.pk, visit.cast.library.pk])
    visit.post(Client(), address, party="1", name="Иван", phone="088 000 0000")
    visit.post(Client(), address, party="1", name=visit.canary.name, email=visit.canary.mail)
    assert Claim.objects.latest("pk").state == State.REFUSED


def hour(visit: Visit) -> Slot:
    if not Slot.objects.exists():
        make_schedule(visit.cast.library, visit.cast.institution)
    return Slot.objects.whole().bookable()[0]


def booked_an_hour(visit: Visit) -> None:
    slot, canary = hour(visit), visit.canary
    address = reverse("appointments:schedule", args=[slot.schedule_id])
    visit.post(Client(), address, slot=slot.pk, name=canary.name, phone=canary.phone, email=canary.mail)


def booked_by_the_librarian(visit: Visit) -> None:
    slot, canary = hour(visit), visit.canary
    typed = {"submission": uuid4(), "name": canary.name, "phone": canary.phone, "email": ""}
    address = reverse("appointments:book_for", args=[slot.pk])
    visit.post(visit.desk, address, **{f"b{slot.pk}-{name}": value for name, value in typed.items()})


def gave_up_an_hour(visit: Visit) -> None:
    booked_an_hour(visit)
    deliver_due()
    seats.leave(Claim.objects.latest("pk"))


def asked_for_letters_and_never_said_yes(visit: Visit) -> None:
    visit.post(Client(), "/pisma/", q="шивачка", email=visit.canary.mail, cadence="weekly")


def said_what_was_in_the_way(visit: Visit) -> None:
    visit.post(Client(), "/dostapnost/obratna-vrazka/", text="Бутонът не се натиска.", contact=visit.canary.mail)


def said_that_something_changed(visit: Visit) -> None:
    make_resource()
    visit.post(Client(), "/resurs/az-ejobs/promyana/", what="phone", text=f"Попитайте {visit.canary.name}.")


WEEK = EVENT_IN + 8
WAYS = (
    Way(gave_up_a_place, 1),
    Way(let_an_offer_lapse, 1),
    Way(found_no_place, 1),
    Way(gave_up_an_hour, 1),
    Way(booked_an_hour, HOUR_IN + 1, has_letter=True),
    Way(booked_by_the_librarian, HOUR_IN + 1),
    Way(asked_for_letters_and_never_said_yes, 3, has_letter=True),
    Way(seated_at_an_event, WEEK, has_letter=True),
    Way(waiting_for_an_event, WEEK, has_letter=True),
    Way(a_group_at_an_event, WEEK, has_letter=True),
    Way(signed_up_by_the_librarian, WEEK),
    Way(came_to_an_event_and_was_checked_in, WEEK, has_letter=True),
    Way(said_what_was_in_the_way, 31),
    Way(said_that_something_changed, 181),
)
LEFT_AT_ONCE = WAYS[:4]


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


def dump() -> str:
    """Every row of every table, as a backup holds it: queue, audit and sessions among them."""
    facts = connection.get_connection_params()
    url = f"postgresql:///{facts['dbname']}"
    program = find_dumper(connection.pg_version // 10000).program("pg_dump")
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
    late = {}
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
