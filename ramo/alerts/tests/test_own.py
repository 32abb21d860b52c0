"""One's own page, and the end of letters: one press, no account, no script."""

import pytest
from django.test import Client

from ramo.alerts import actions, keys
from ramo.alerts.models import AlertHit, Anchor, Cadence, MailedSearch, Reader, SavedSearch
from ramo.mailing.actions import is_dead

from .factories import ask, bury, news, standing

pytestmark = pytest.mark.django_db


def path(address: str) -> str:
    return address.removeprefix("http://localhost:8000")


def own(mailed: MailedSearch) -> str:
    return path(keys.own_address(mailed.reader))


def press(mailed: MailedSearch, do: str, **more: str) -> int:
    return Client().post(f"{own(mailed)}{mailed.pk}/", {"do": do, **more}).status_code


def rows() -> list[int]:
    return [model.objects.count() for model in (Reader, MailedSearch, SavedSearch, Anchor, AlertHit)]


def test_the_own_page_shows_what_one_gets() -> None:
    mailed = standing("шивачка")
    ask("готвач")
    page = Client().get(own(mailed)).content.decode()
    assert "„шивачка“" in page
    assert "„готвач“" in page


def test_cadence_is_changed() -> None:
    mailed = standing(cadence=Cadence.DAILY)
    assert press(mailed, "cadence", cadence="weekly") == 302
    mailed.refresh_from_db()
    assert mailed.cadence == Cadence.WEEKLY
    assert mailed.next_on.weekday() == 0


@pytest.mark.parametrize("sent", [{"do": "cadence", "cadence": "hourly"}, {"do": "nothing"}, {}])
def test_what_is_not_offered_is_not_done(sent: dict[str, str]) -> None:
    mailed = standing()
    assert Client().post(f"{own(mailed)}{mailed.pk}/", sent).status_code == 404


def test_a_stopped_search_is_taken_up_again_while_it_is_there() -> None:
    mailed = standing()
    press(mailed, "stop")
    mailed.search.refresh_from_db()
    assert not mailed.search.is_standing
    assert Reader.objects.get().idle_since
    press(mailed, "resume")
    mailed.search.refresh_from_db()
    assert mailed.search.is_standing
    assert not Reader.objects.get().idle_since


def test_who_stops_one_of_two_keeps_the_other() -> None:
    first = standing("шивачка")
    standing("готвач")
    press(first, "stop")
    assert not Reader.objects.get().idle_since


def test_deleting_the_last_search_deletes_the_mailbox_and_all_it_found() -> None:
    mailed = standing()
    news("Шивачка")
    assert rows()[-1] == 1
    press(mailed, "delete")
    assert rows() == [0, 0, 0, 0, 0]


def test_deleting_one_of_two_leaves_the_other() -> None:
    first = standing("шивачка")
    second = standing("готвач")
    press(first, "delete")
    assert list(MailedSearch.objects.all()) == [second]


def test_everything_is_deleted_at_one_press() -> None:
    mailed = standing("шивачка")
    standing("готвач")
    news("Шивачка")
    assert Client().post(f"{own(mailed)}iztriy/").status_code == 200
    assert rows() == [0, 0, 0, 0, 0]


def test_nobody_reaches_into_the_searches_of_another() -> None:
    mine, theirs = standing(), standing("готвач", email="other@rosendol.example")
    address = f"{own(mine)}{theirs.pk}/"
    assert Client().post(address, {"do": "delete"}).status_code == 404
    assert MailedSearch.objects.count() == 2


def test_a_mail_program_ends_all_letters_by_one_press() -> None:
    """RFC 8058: a POST from nowhere, without cookie, page or token of a form."""
    mailed = standing()
    standing("готвач")
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(path(keys.address_to_stop(mailed.reader)), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not MailedSearch.objects.standing().exists()


def test_looking_at_the_address_of_the_end_ends_nothing() -> None:
    mailed = standing()
    assert Client().get(path(keys.address_to_stop(mailed.reader))).status_code == 200
    assert MailedSearch.objects.standing().exists()


def test_no_other_address_is_open_to_pages_elsewhere() -> None:
    mailed = standing()
    stranger = Client(enforce_csrf_checks=True)
    for address in (path(keys.address_to_confirm(mailed)), f"{own(mailed)}iztriy/", f"{own(mailed)}{mailed.pk}/"):
        assert stranger.post(address, {"do": "delete"}).status_code == 403


def test_addresses_that_are_keys_are_kept_by_nobody() -> None:
    mailed = standing()
    for address in (own(mailed), path(keys.address_to_confirm(mailed)), path(keys.address_to_stop(mailed.reader))):
        headers = Client().get(address).headers
        assert "no-store" in headers["Cache-Control"]
        assert headers["Referrer-Policy"] == "strict-origin"


def test_who_guesses_addresses_is_answered_no_more() -> None:
    codes = [Client().get(f"/pisma/moite/{number}.x/").status_code for number in range(22)]
    assert (codes[0], codes[-1]) == (404, 429)


def test_a_dead_mailbox_that_opens_a_letter_lives_again() -> None:
    mailed = ask()
    bury(mailed.reader.email)
    actions.confirm(mailed)
    assert not is_dead(mailed.reader.email)
