"""The page of addresses in trouble: exact spots, plain words, and only what is within reach."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.resources.models import Resource
from ramo.resources.tests.factories import make_resource
from ramo.watch import triage_views
from ramo.watch.data import Trouble
from ramo.watch.link_actions import collect
from ramo.watch.models import WatchedLink
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
OLD, NEW = "https://stara.bg/a", "https://nova.bg/a"


@pytest.fixture
def link(cast: Cast) -> WatchedLink:
    make_resource("ours", name_bg="Справка за стаж", url=OLD, source_url="", owner=cast.institution)
    make_resource("theirs", name_bg="Данъчен календар", url=OLD, source_url="", owner=cast.other_institution)
    collect()
    return trouble(Trouble.GONE)


def trouble(what: Trouble, **more: object) -> WatchedLink:
    WatchedLink.objects.update(trouble=what, found_at=clock.now(), failed_at=[clock.now()], failed_as=what, **more)
    return WatchedLink.objects.get()


def page(client: Client) -> str:
    return client.get(reverse("watch:triage")).content.decode()


def test_each_trouble_names_its_exact_spots_with_the_form_to_mend_them(
    cast: Cast, signed_in: SignedIn, link: WatchedLink
) -> None:
    text = page(signed_in(cast.editor))
    for wanted in ("Справка за стаж", "Данъчен календар", "адрес на сайта", "/rabotno-myasto/resurs/ours/"):
        assert wanted in text


@pytest.mark.parametrize("what", list(Trouble))
def test_advice_is_in_words_and_no_codes(cast: Cast, signed_in: SignedIn, link: WatchedLink, what: Trouble) -> None:
    trouble(what)
    main = re.sub(r"<[^>]+>", " ", page(signed_in(cast.editor)).partition("<main")[2].partition("</main>")[0])
    assert str(what.label) in main
    assert not any(code in main for code in ("404", "410", "500", "HTTP", what.value.upper()))


def test_a_partner_sees_the_own_spots_only(cast: Cast, signed_in: SignedIn, link: WatchedLink) -> None:
    text = page(signed_in(cast.own_partner))
    assert "Справка за стаж" in text
    assert "Данъчен календар" not in text


def test_a_partner_mends_the_own_spots_only(cast: Cast, signed_in: SignedIn, link: WatchedLink) -> None:
    signed_in(cast.own_partner).post(reverse("watch:mend", args=[link.pk]), {"address": NEW})
    assert {each.pk: each.url for each in Resource.objects.all()} == {"ours": NEW, "theirs": OLD}


def test_who_has_no_spot_of_it_does_not_find_it(cast: Cast, signed_in: SignedIn, link: WatchedLink) -> None:
    Resource.objects.filter(pk="ours").delete()
    collect()
    for name in ("mend", "works", "was_read"):
        address = reverse(f"watch:{name}", args=[link.pk])
        assert signed_in(cast.own_partner).post(address, {"address": NEW}).status_code == 404
    assert WatchedLink.objects.get().put_aside == 0


def test_correct_everywhere_is_one_press_and_asks_for_a_new_check(
    cast: Cast, signed_in: SignedIn, link: WatchedLink
) -> None:
    client = signed_in(cast.editor)
    response = client.post(reverse("watch:mend", args=[link.pk]), {"address": NEW}, follow=True)
    assert "на 2 места" in response.content.decode().replace("\xa0", " ")
    assert set(Resource.objects.values_list("url", flat=True)) == {NEW}
    assert set(Resource.objects.values_list("verified_on", flat=True)) == {None}


@pytest.mark.parametrize("typed", ["", "не знам", "javascript:alert(1)", "ftp://a.bg/x", OLD])
def test_what_is_no_new_address_is_refused_with_a_sentence(
    cast: Cast, signed_in: SignedIn, link: WatchedLink, typed: str
) -> None:
    response = signed_in(cast.editor).post(reverse("watch:mend", args=[link.pk]), {"address": typed})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert set(Resource.objects.values_list("url", flat=True)) == {OLD}


def test_works_puts_it_aside_and_the_page_says_that_it_comes_back(
    cast: Cast, signed_in: SignedIn, link: WatchedLink
) -> None:
    client = signed_in(cast.editor)
    client.post(reverse("watch:works", args=[link.pk]))
    assert OLD.removeprefix("https://") not in page(client)
    assert "1 връзка е оставена настрана" in page(client)
    WatchedLink.objects.update(rests_until=clock.now() - timedelta(seconds=1))
    assert OLD.removeprefix("https://") in page(client)


def test_the_suggested_new_address_stands_in_the_box(cast: Cast, signed_in: SignedIn, link: WatchedLink) -> None:
    trouble(Trouble.MOVED, leads_to=NEW)
    assert f'value="{NEW}"' in page(signed_in(cast.editor))


def test_the_page_costs_the_same_however_many_spots_there_are(
    cast: Cast, signed_in: SignedIn, link: WatchedLink, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(30):
        make_resource(f"r{number}", url=f"https://stara.bg/{number}", source_url=OLD)
    collect()
    WatchedLink.objects.update(trouble=Trouble.DEAD, found_at=clock.now())
    client = signed_in(cast.editor)
    page(client)
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        page(client)


def test_who_is_second_to_mend_is_told_so(
    cast: Cast, signed_in: SignedIn, link: WatchedLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening the link and writing, somebody else took it out of the texts."""
    client = signed_in(cast.editor)
    for name in ("mend", "works", "was_read"):
        monkeypatch.setattr(triage_views, "_link_or_404", lambda _user, _pk: WatchedLink(pk=0, address=OLD))
        response = client.post(reverse(f"watch:{name}", args=[link.pk]), {"address": NEW}, follow=True)
        assert "изпревари" in response.content.decode()
