"""The door without a connection: no name is kept, and each word counts once, where nobody said otherwise."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from ramo.accounts.models import User
from ramo.events import actions
from ramo.events.data import Bands
from ramo.events.models import Event, Headcount, Host
from ramo.kit import clock
from ramo.seats import actions as seats
from ramo.seats.models import Claim
from tests.cast import Cast

from .factories import host_of, make_event, register

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
NOW = 1_800_000_000_000.0
COUNTED = {"under_18": 1, "from_18": 0, "from_30": 5, "from_65": 9, "unknown": 0}


@pytest.fixture
def client(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.own_librarian)


@pytest.fixture
def claim(cast: Cast) -> Claim:
    """On the list of an event that began an hour ago."""
    return begun(make_event(cast.library, starts_at=clock.now() + timedelta(hours=2)))


def begun(event: Event) -> Claim:
    claim = register(event, name="Пенка", phone="088 000 0001", party=2)
    start = clock.now() - timedelta(hours=1)
    Event.objects.filter(pk=event.pk).update(starts_at=start, ends_at=start + timedelta(hours=3))
    return claim


def mark(line: Claim, **changes: Any) -> dict[str, Any]:
    host = Host.objects.get(pool=line.pool_id)
    word = {"key": f"claim:{line.pk}", "library": host.library_id, "host": host.pk, "claim": line.pk}
    return word | {"said": 2, "was": None, "saved_at": NOW} | changes


def headcount(claim: Claim, **changes: Any) -> dict[str, Any]:
    host = Host.objects.get(pool=claim.pool_id)
    word = {"key": f"count:{host.pk}", "library": host.library_id, "host": host.pk, "claim": None}
    return word | {"said": COUNTED, "was": None, "saved_at": NOW} | changes


def send(client: Client, *words: object) -> HttpResponse:
    body = json.dumps({"now": NOW, "words": list(words)})
    return client.post(reverse("events:door_sync"), body, content_type="application/json")  # type: ignore[return-value]


def answer(client: Client, word: object) -> str:
    [told] = json.loads(send(client, word).content)["answers"]
    return str(told["state"])


def came(claim: Claim) -> int | None:
    return Claim.objects.get(pk=claim.pk).came


def test_the_kept_page_holds_numbers_and_no_person(client: Client, claim: Claim) -> None:
    page = client.get(reverse("events:door")).content.decode()
    assert f'data-claim="{claim.pk}"' in page
    assert "Пенка" not in page
    assert "088" not in page
    assert claim.code[:4] not in page


def test_the_number_on_the_screen_is_the_one_on_the_paper_also_when_somebody_gave_up(
    client: Client, cast: Cast
) -> None:
    event = make_event(cast.library, capacity=3, starts_at=clock.now() + timedelta(hours=2))
    first, _second = register(event, name="Пенка"), register(event, name="Георги")
    seats.leave(first)
    paper = client.get(reverse("events:door_list", args=[host_of(event).pk])).content.decode()
    assert "<td>2</td>" in paper
    assert "<b>2.</b>" in client.get(reverse("events:door")).content.decode()


def test_the_page_shows_what_is_near_and_at_the_own_library_only(client: Client, cast: Cast) -> None:
    make_event(cast.library, title="След седмица")
    make_event(cast.other_library, title="Другаде", starts_at=clock.now() + timedelta(hours=2))
    page = client.get(reverse("events:door")).content.decode()
    assert "След седмица" not in page
    assert "Другаде" not in page


def test_a_mark_is_stored_once_however_often_it_comes(client: Client, claim: Claim) -> None:
    assert [answer(client, mark(claim)), answer(client, mark(claim))] == ["stored", "known"]
    assert came(claim) == 2


def test_what_was_said_otherwise_meanwhile_stands(client: Client, claim: Claim, cast: Cast) -> None:
    seats.check_in(claim, 1, by=cast.own_librarian)
    assert answer(client, mark(claim)) == "refused"
    assert came(claim) == 1
    assert answer(client, mark(claim, was=1)) == "stored"


def test_a_mark_is_taken_back_by_who_knew_it(client: Client, claim: Claim) -> None:
    send(client, mark(claim))
    assert answer(client, mark(claim, said=None, was=2)) == "stored"
    assert came(claim) is None


def test_who_gave_up_meanwhile_is_not_marked(client: Client, claim: Claim) -> None:
    seats.leave(claim)
    assert answer(client, mark(claim)) == "refused"


def test_a_mark_of_another_library_or_another_list_changes_nothing(client: Client, claim: Claim, cast: Cast) -> None:
    elsewhere = begun(make_event(cast.other_library, starts_at=clock.now() + timedelta(hours=2)))
    assert answer(client, mark(elsewhere)) == "refused"
    assert answer(client, mark(elsewhere, library=cast.library.pk)) == "refused"
    assert answer(client, mark(claim, claim=elsewhere.pk)) == "refused"
    assert came(elsewhere) is None


def test_a_mark_older_than_a_week_counts_only_by_a_press(client: Client, claim: Claim) -> None:
    old = mark(claim, saved_at=NOW - 8 * 24 * 3600 * 1000)
    assert answer(client, old) == "refused"
    assert answer(client, old | {"by_hand": True}) == "stored"


def test_a_shredded_list_takes_no_mark(client: Client, claim: Claim) -> None:
    claim.pool.shredded_at = clock.now()
    claim.pool.save()
    assert answer(client, mark(claim)) == "refused"
    assert came(claim) is None


def test_a_headcount_is_stored_once_and_yields_to_a_newer_one(client: Client, claim: Claim, cast: Cast) -> None:
    assert [answer(client, headcount(claim)), answer(client, headcount(claim))] == ["stored", "known"]
    host = Host.objects.whole().get(pool=claim.pool_id)
    actions.count(host, Bands(from_65=3), by=cast.own_librarian)
    assert answer(client, headcount(claim, said=COUNTED | {"unknown": 1}, was=COUNTED)) == "refused"
    assert Headcount.objects.get(host=host).bands.total == 3


def test_nobody_is_counted_before_it_begins(client: Client, cast: Cast) -> None:
    claim = register(make_event(cast.library), name="Пенка")
    assert answer(client, headcount(claim)) == "refused"


@pytest.mark.parametrize(
    "word",
    ["no word", {}, {"key": "x" * 50}, {"said": "2"}, {"said": True}, {"claim": -1}, {"host": None},
     {"claim": None, "said": None}, {"claim": None, "said": {"from_65": 1}}, {"saved_at": "yesterday"},
     {"claim": None, "said": COUNTED | {"unknown": 10_000}}, {"saved_at": 1e300}],
)  # fmt: skip
def test_what_is_no_word_is_refused(client: Client, claim: Claim, word: object) -> None:
    sent = mark(claim) | word if isinstance(word, dict) and word else word
    assert answer(client, sent) == "refused"
    assert came(claim) is None


@pytest.mark.parametrize("body", ["", "[]", '{"words": 1, "now": 1}', json.dumps({"now": 1, "words": [{}] * 101})])
def test_what_is_no_sending_is_a_bad_request(client: Client, body: str) -> None:
    response = client.post(reverse("events:door_sync"), body, content_type="application/json")
    assert response.status_code == 400


def test_the_state_names_the_library_of_who_is_signed_in(client: Client, cast: Cast) -> None:
    assert client.get(reverse("events:door_state")).json()["library"] == cast.library.pk


def test_the_worker_keeps_one_page_and_takes_itself_away_when_switched_off(settings: Settings) -> None:
    response = Client().get(reverse("events:door_worker"))
    assert '"page": "/rabotno-myasto/vhod/"' in response.content.decode()
    assert response.headers["Cache-Control"] == "no-cache"
    settings.RAMO_NO_OFFLINE_DESK = True
    assert '"is_on": false' in Client().get(reverse("events:door_worker")).content.decode()
