"""Records that waited in a browser: stored once, at their own library, on the day they were of."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.desk.models import Consultation
from ramo.desk.tests.factories import log, make_lists
from ramo.kit import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
DAY = 86_400_000
NOON = datetime(2026, 11, 18, 12, 30, tzinfo=clock.COUNTRY_ZONE)


@pytest.fixture(autouse=True)
def at_noon(db: None) -> Any:
    make_lists()
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def desk(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.own_librarian)


def browser_now(**wrong: float) -> float:
    """What a browser's clock says; `days` it is wrong by."""
    return clock.now().timestamp() * 1000 + wrong.get("days", 0) * DAY


def made(cast: Cast, **changes: Any) -> dict[str, Any]:
    record = {
        "submission": str(uuid4()), "library": cast.library.pk, "saved_at": browser_now(), "days_back": 0, "half": "",
        "area": "taxes", "task": "t-pik", "mode": "teach", "minutes": "m15", "age_band": "a65", "referral": "none",
        "outcome": "", "stop_reason": "",
    }  # fmt: skip
    return record | changes


def send(client: Client, *records: object, now: float | None = None) -> Any:
    body = json.dumps({"now": browser_now() if now is None else now, "records": records})
    return client.post(reverse("desk:sync"), body, content_type="application/json")


def states(response: Any) -> list[str]:
    return [answer["state"] for answer in response.json()["answers"]]


def kept(cast: Cast) -> list[Consultation]:
    return list(Consultation.objects.for_library(cast.library))


def test_a_record_is_stored_and_the_second_time_known(desk: Client, cast: Cast) -> None:
    record = made(cast)
    assert states(send(desk, record, record)) == ["stored", "known"]
    assert states(send(desk, record)) == ["known"]
    assert len(kept(cast)) == 1


def test_what_the_form_posted_before_the_line_was_cut_is_known(desk: Client, cast: Cast) -> None:
    record = made(cast)
    log(cast.library, submission=record["submission"])
    assert states(send(desk, record)) == ["known"]


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 400])
def test_a_browser_clock_that_is_wrong_by_days_changes_no_day(desk: Client, cast: Cast, days: int) -> None:
    """Saved yesterday at noon, sent now; both by the same wrong clock."""
    record = made(cast, saved_at=browser_now(days=days) - DAY, days_back=2)
    assert states(send(desk, record, now=browser_now(days=days))) == ["stored"]
    assert kept(cast)[0].on == date(2026, 11, 15)


def test_a_clock_that_was_set_back_in_between_makes_no_record_of_the_future(desk: Client, cast: Cast) -> None:
    assert states(send(desk, made(cast, saved_at=browser_now(days=3)))) == ["stored"]
    assert kept(cast)[0].on == clock.today()


def test_days_back_are_never_days_ahead(desk: Client, cast: Cast) -> None:
    assert states(send(desk, made(cast, days_back=-1))) == ["refused"]
    assert kept(cast) == []


def test_the_half_of_the_day_is_that_of_the_saving_unless_somebody_chose_it(desk: Client, cast: Cast) -> None:
    send(desk, made(cast, saved_at=browser_now() - 3_600_000))
    send(desk, made(cast))
    send(desk, made(cast, half="am"))
    assert sorted(record.half for record in kept(cast)) == ["am", "am", "pm"]


def test_a_record_of_another_library_is_refused_and_stays_where_it_is(desk: Client, cast: Cast) -> None:
    answers = send(desk, made(cast, library=cast.other_library.pk)).json()["answers"]
    assert answers[0]["state"] == "refused"
    assert "друга библиотека" in answers[0]["reason"]
    assert not Consultation.objects.across_libraries("none may be anywhere at all").exists()


def test_after_seven_days_a_record_is_sent_by_a_person_only(desk: Client, cast: Cast) -> None:
    record = made(cast, saved_at=browser_now() - 7 * DAY - 60_000)
    assert states(send(desk, record)) == ["refused"]
    assert states(send(desk, record | {"by_hand": True})) == ["stored"]
    assert kept(cast)[0].on == clock.today() - timedelta(days=7)
    assert states(send(desk, made(cast, saved_at=browser_now() - 7 * DAY + 60_000))) == ["stored"]


def test_what_is_a_month_old_is_refused_even_by_hand(desk: Client, cast: Cast) -> None:
    old = made(cast, saved_at=browser_now() - 32 * DAY, by_hand=True)
    together = made(cast, saved_at=browser_now() - 6 * DAY, days_back=31)
    assert states(send(desk, old, together)) == ["refused", "refused"]
    assert kept(cast) == []


@pytest.mark.parametrize("wrong", [{"task": "invented"}, {"area": "health"}, {"mode": ""}, {"half": "noon"}])
def test_one_refused_record_holds_up_no_other(desk: Client, cast: Cast, wrong: dict[str, str]) -> None:
    answers = send(desk, made(cast, **wrong), made(cast)).json()["answers"]
    assert [answer["state"] for answer in answers] == ["refused", "stored"]
    assert "Поправете" in answers[0]["reason"]


@pytest.mark.parametrize(
    "sent",
    [
        7, None, [], {}, {"submission": "x"}, {"saved_at": "now"}, {"saved_at": True}, {"days_back": "1"},
        {"days_back": 1.5}, {"task": 5}, {"task": "x" * 41}, {"library": None}, {"outcome": {}},
    ],
)  # fmt: skip
def test_what_no_desk_page_makes_is_refused_without_breaking(desk: Client, cast: Cast, sent: Any) -> None:
    record = made(cast) | sent if isinstance(sent, dict) and sent else sent
    assert states(send(desk, record)) == ["refused"]
    assert kept(cast) == []


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"now": 1}', '{"now": "x", "records": []}', '{"now": 1, "records": 5}']
)
def test_what_is_no_sending_at_all_is_a_bad_request(desk: Client, body: str) -> None:
    assert desk.post(reverse("desk:sync"), body, content_type="application/json").status_code == 400


def test_a_sending_that_is_too_long_is_a_bad_request(desk: Client, cast: Cast) -> None:
    assert send(desk, *[made(cast) for _ in range(101)]).status_code == 400
    assert kept(cast) == []


def test_who_is_signed_out_stores_nothing(cast: Cast) -> None:
    assert send(Client(), made(cast)).status_code == 302
    assert kept(cast) == []


def test_sending_needs_the_token_that_the_state_gives(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.own_librarian)
    body = json.dumps({"now": browser_now(), "records": [made(cast)]})
    address = reverse("desk:sync")
    assert client.post(address, body, content_type="application/json").status_code == 403
    token = client.get(reverse("desk:state")).json()["token"]
    answer = client.post(address, body, content_type="application/json", headers={"X-CSRFToken": token})
    assert states(answer) == ["stored"]
