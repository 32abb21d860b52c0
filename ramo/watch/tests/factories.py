"""Invented questions and addresses for tests of this room."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.network.models import Institution
from ramo.network.tests.factories import make_district, make_institution
from ramo.resources.models import Resource
from ramo.resources.tests.factories import make_resource
from ramo.watch.answer_actions import answer
from ramo.watch.askable import find
from ramo.watch.asking_actions import ask
from ramo.watch.data import AnswerData
from ramo.watch.models import AskedLink, PartnerAnswer

EMAIL = "kontakt@dbt-montana.example"
_ADDRESS = re.compile(r"/proverka/(\S+?)/")


def make_office(key: str = "dbt-montana", **values: Any) -> Institution:
    """A local labour office that gave us its address."""
    defaults = {
        "name_bg": "Дирекция „Бюро по труда“ – Монтана",
        "abbreviation_bg": "ДБТ Монтана",
        "level": "local",
        "district": make_district("MON"),
        "phone": "096 000 210",
        "address_bg": "Монтана, ул. „Трета“ 8",
        "hours_bg": "понеделник – петък, 9:00–17:30 ч.",
        "contact_email": EMAIL,
    }
    return make_institution(key, **{**defaults, **values})


def make_owned(office: Institution, key: str = "dbt-jobs", **values: Any) -> Resource:
    return make_resource(key, owner=office, **{"phone": "096 000 210", **values})


def confirmed(days_ago: int = 170, days_left: int = 10, by: str = "ДБТ Монтана") -> dict[str, Any]:
    """Dated columns of something about to expire."""
    today = clock.today()
    return {
        "verified_on": today - timedelta(days=days_ago),
        "verified_as": by,
        "valid_until": today + timedelta(days=days_left),
    }


def asked(office: Institution, **values: Any) -> tuple[AskedLink, str]:
    """A question and the token in its letter."""
    link = ask(office, by=None, **values)
    return link, token_in(letters().last())


def make_answer(office: Institution, about: Resource) -> tuple[PartnerAnswer, str]:
    """It says that the phone of `about` has changed; with the token of the question."""
    office.contact_email = office.contact_email or EMAIL
    office.save(update_fields=["contact_email"])
    link, token = asked(office)
    item = find("resource", about.pk)
    assert item
    data = AnswerData("changed", item.seen(), {"phone": "0700 14 802"})
    return answer(link, item, data, submission=uuid4()), token


def letters() -> Any:
    return OutgoingMail.objects.filter(topic="question").order_by("pk")


def token_in(letter: OutgoingMail | None) -> str:
    found = _ADDRESS.search(letter.text) if letter else None
    assert found, "the letter leads to the question"
    return found.group(1)
