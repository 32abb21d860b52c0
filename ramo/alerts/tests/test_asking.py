"""Asking for letters: nothing is told, nothing is kept without a yes, nothing of health at all."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from ramo.alerts import actions, jobs, keys
from ramo.alerts.errors import HealthStaysOut, NoSuchKey
from ramo.alerts.models import Anchor, MailedSearch, Reader, SavedSearch
from ramo.audit.retention import forget_all
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.search.tests.factories import file, make_area, make_topic

from .factories import CHECKED, MARIA, ask, standing, wish

pytestmark = pytest.mark.django_db
FORM = {"q": "шивачка", "email": MARIA, "cadence": "weekly"}


def letters() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True))


def test_a_mailbox_is_asked_whether_it_wants_letters() -> None:
    mailed = ask()
    assert letters() == ["Искате ли писма от Рамо?"]
    assert not mailed.search.is_standing
    assert keys.address_to_confirm(mailed) in OutgoingMail.objects.get().text


def test_a_yes_makes_the_search_stand() -> None:
    mailed = standing()
    assert mailed.search.is_standing
    assert mailed.reader.idle_since is None


def test_looking_at_the_letters_link_confirms_nothing() -> None:
    mailed = ask()
    address = keys.address_to_confirm(mailed).removeprefix("http://localhost:8000")
    assert Client().get(address).status_code == 200
    mailed.search.refresh_from_db()
    assert not mailed.search.is_standing
    assert Client().post(address).status_code == 302
    mailed.search.refresh_from_db()
    assert mailed.search.is_standing


def test_what_nobody_confirms_leaves_after_two_days_with_its_mailbox() -> None:
    ask()
    with time_machine.travel(clock.now() + timedelta(hours=47)):
        forget_all()
        assert Reader.objects.count() == 1
    with time_machine.travel(clock.now() + timedelta(hours=49)):
        forget_all()
    assert (SavedSearch.objects.count(), MailedSearch.objects.count(), Anchor.objects.count()) == (0, 0, 0)
    assert not Reader.objects.exists()


def test_letters_leave_with_their_mailbox_and_others_stay() -> None:
    ask()
    standing(email="georgi@rosendol.example")
    with time_machine.travel(clock.now() + timedelta(hours=49)):
        forget_all()
        assert jobs.forget_letters() == 1
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {"georgi@rosendol.example"}


def test_who_deletes_the_own_searches_is_forgotten_at_once_with_the_letters() -> None:
    actions.delete(standing())
    actions.delete_all(ask(email="georgi@rosendol.example").reader)
    assert not OutgoingMail.objects.filter(topic="alerts").exists()


def test_a_standing_search_is_not_forgotten() -> None:
    standing()
    with time_machine.travel(clock.now() + timedelta(days=90)):
        forget_all()
    assert (Reader.objects.count(), SavedSearch.objects.count()) == (1, 1)


def test_a_second_wish_of_a_known_mailbox_needs_a_yes_of_its_own() -> None:
    standing()
    second = ask("готвач")
    assert not second.search.is_standing
    assert second.reader == Reader.objects.get()


def test_known_and_unknown_mailboxes_get_the_same_answer() -> None:
    standing("шивачка", email="known@rosendol.example")
    answers = [
        Client().post("/pisma/", FORM | {"email": email})
        for email in ("known@rosendol.example", "new@rosendol.example")
    ]
    pages = [Client().post("/pisma/moite/", {"email": email}) for email in ("known@rosendol.example", "x@y.example")]
    assert {(each.status_code, each.headers["Location"]) for each in answers + pages} == {(302, "/pisma/pratihme/")}


def test_who_asks_again_for_what_stands_gets_the_way_to_their_page() -> None:
    standing()
    actions.ask(wish())
    assert MailedSearch.objects.count() == 1
    assert letters()[-1] == "Вашите писма от Рамо"


def test_capital_letters_make_no_other_mailbox() -> None:
    ask(email="Maria@Rosendol.example")
    ask("готвач", email=MARIA)
    assert Reader.objects.get().email == MARIA


def test_a_mailbox_gets_a_few_asked_letters_a_day_and_no_more() -> None:
    for number in range(actions.MOST_ASKED + 3):
        actions.ask(wish(f"шивачка {number}"))
    assert len(letters()) == actions.MOST_ASKED
    with time_machine.travel(clock.now() + timedelta(days=1)):
        actions.ask(wish("готвач"))
    assert len(letters()) == actions.MOST_ASKED + 1


def test_a_mailbox_keeps_so_many_searches_and_no_more() -> None:
    for number in range(actions.MOST_SEARCHES + 2):
        Reader.objects.update(asked_times=0)
        actions.ask(wish(f"дума{number}"))
    assert MailedSearch.objects.count() == actions.MOST_SEARCHES


def test_one_network_address_cannot_make_us_write_all_day() -> None:
    answers = [Client().post("/pisma/", FORM | {"email": f"a{n}@b.example"}).status_code for n in range(22)]
    assert answers.count(302) == 20
    assert answers[-1] == 429


def test_no_subject_says_what_is_sought() -> None:
    standing("шивачка")
    assert not [subject for subject in letters() if "шивач" in subject]


@pytest.mark.parametrize(
    "limits",
    [{"areas": ("health",)}, {"areas": ("employment", "health")}, {"text": "диабет"}, {"text": "книга кръвната захар"}],
)
def test_what_is_about_health_is_refused_and_kept_nowhere(limits: dict[str, Any]) -> None:
    make_topic("hea-diabetes", make_area("health"), "диабет", "кръвна захар")
    with pytest.raises(HealthStaysOut):
        actions.ask(wish(**({"text": "преглед"} | limits)))
    assert [model.objects.count() for model in (Reader, SavedSearch, OutgoingMail)] == [0, 0, 0]


def test_a_question_answered_mostly_by_health_is_about_health() -> None:
    make_area("health")
    file("Зъболекар в Росен дол", area="health", key="a")
    with pytest.raises(HealthStaysOut):
        actions.ask(wish("зъболекар"))


def test_work_in_health_is_about_work() -> None:
    make_topic("hea-nurse", make_area("health"), "медицинска сестра")
    assert ask("медицинска сестра", kinds=("vacancy",))


@pytest.mark.parametrize(
    ("narrowed", "offers_letters"), [("a=health", False), ("a=health&k=resource", False), ("a=employment", True)]
)
def test_a_list_narrowed_to_health_offers_feeds_and_no_letters(narrowed: str, offers_letters: bool) -> None:
    make_area("health")
    make_area("employment")
    for area in ("health", "employment"):
        file("Преглед в Росен дол", area=area, key=area, kind="resource", **CHECKED)
    shown = Client().get(f"/tarsene/?{narrowed}").content.decode()
    assert "novo.atom?" in shown
    assert ("/pisma/?" in shown) == offers_letters


def test_the_form_says_clearly_that_health_has_feeds_only() -> None:
    make_area("health")
    shown = Client().get("/pisma/", {"a": "health"}).content.decode()
    assert "За здраве не пазим нищо" in shown
    assert 'name="email"' not in shown
    assert "novo.atom?a=health" in shown
    answer = Client().post("/pisma/", {"a": "health", "email": MARIA, "cadence": "daily"})
    assert (answer.status_code, Reader.objects.count()) == (422, 0)


def test_a_mailbox_that_cannot_be_one_is_said_and_the_question_stays() -> None:
    answer = Client().post("/pisma/", FORM | {"email": "мария"})
    assert answer.status_code == 422
    assert 'value="шивачка"' in answer.content.decode()


@pytest.mark.parametrize("query", ["", "q=", "p=Няматакова&k=vacancy", "page=3"])
def test_a_question_without_meaning_leads_back_to_the_search(query: str) -> None:
    assert Client().get(f"/pisma/?{query}").headers["Location"] == "/tarsene/"


@pytest.mark.parametrize("purpose", ["da", "moite", "stiga"])
def test_an_address_of_one_purpose_opens_no_other(purpose: str) -> None:
    mailed = standing()
    own = {
        "da": keys.address_to_confirm(mailed),
        "moite": keys.own_address(mailed.reader),
        "stiga": keys.address_to_stop(mailed.reader),
    }
    for other in set(own) - {purpose}:
        token = own[other].rstrip("/").rpartition("/")[2]
        assert Client().get(f"/pisma/{purpose}/{token}/").status_code == 404


def test_a_key_without_its_signature_opens_nothing() -> None:
    mailed = standing()
    for token in (mailed.reader.key, f"{mailed.reader.key}.xx", "x" * 500):
        with pytest.raises(NoSuchKey):
            keys.owner(token)


def test_what_is_sought_stands_in_no_name_of_a_row() -> None:
    mailed = standing("тайна")
    assert not [row for row in (mailed, mailed.search, mailed.reader) if "тайна" in str(row)]
