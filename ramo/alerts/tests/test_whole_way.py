"""From the search page to the last letter, as a reader goes it: links and buttons only, no script, no account."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from ramo.alerts import jobs
from ramo.alerts.models import Reader
from ramo.audit.retention import forget_all
from ramo.kit import clock
from ramo.mailing.jobs import deliver_due
from ramo.search.tests.factories import file

from .factories import CHECKED, MARIA

pytestmark = pytest.mark.django_db
HOST = "http://localhost:8000"


def link_in(text: str, path: str) -> str:
    found = re.search(rf"{path}[^\s\"<>]+", text)
    assert found, path
    return found.group().removeprefix(HOST).replace("&amp;", "&")


def latest_letter() -> str:
    deliver_due()
    return str(mail.outbox[-1].body)


def test_from_a_search_to_letters_and_out_again_by_one_press() -> None:
    reader = Client()
    file("Готвач в Росен дол", **CHECKED)
    jobs.match()
    search_page = reader.get("/tarsene/?q=готвач").content.decode()
    form = reader.get(link_in(search_page, "/pisma/\\?")).content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', form))
    fields.pop("csrfmiddlewaretoken")
    reader.post("/pisma/", fields | {"email": MARIA, "cadence": "daily"})

    reader.post(link_in(latest_letter(), f"{HOST}/pisma/da/"))
    file("Готвач за училище", key="new", link="/obyava/2-gotvach/", **CHECKED)
    jobs.match()
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert jobs.write_digests() == 1
        letter = latest_letter()
        assert "Готвач за училище" in letter
        assert "Готвач в Росен дол" not in letter, "what could be found before is no news"
        assert "готвач" not in mail.outbox[-1].subject.casefold()

        headers = mail.outbox[-1].extra_headers
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        address = headers["List-Unsubscribe"].strip("<>").removeprefix(HOST)
        assert Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=4)):
        forget_all()
    assert not Reader.objects.exists()


def test_who_lost_the_letter_gets_a_way_in_and_deletes_everything() -> None:
    reader = Client()
    reader.post("/pisma/", {"q": "готвач", "email": MARIA, "cadence": "weekly"})
    reader.post(link_in(latest_letter(), f"{HOST}/pisma/da/"))
    Client().post("/pisma/moite/", {"email": MARIA})
    own = link_in(latest_letter(), f"{HOST}/pisma/moite/")
    assert "Изтрий всичко" in Client().get(own).content.decode()
    Client().post(f"{own}iztriy/")
    assert not Reader.objects.exists()
