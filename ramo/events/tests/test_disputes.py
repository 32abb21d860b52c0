"""A person's correction of an imported event outlasts its calendar, and where they differ a person chooses."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.events import actions, imports, source_actions
from ramo.events.data import Outcome
from ramo.events.errors import NothingToChoose
from ramo.events.models import Event, Imported
from ramo.events.writing import data_of
from ramo.network.tests.factories import make_library, make_settlement
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import at, make_area, register
from .test_imports import VOUCHED, put, whole

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
OURS, THEIRS, THIRD = "Концерт в читалището", "Концерт на открито", "Концерт под липите"


@pytest.fixture(autouse=True)
def area() -> None:
    make_area("culture")


def correct(cast: Cast, **changes: Any) -> Event:
    event = whole()
    actions.amend(event, replace(data_of(event), **changes), by=cast.own_librarian, vouched_as="библиотеката")
    return whole()


def open_task() -> Task | None:
    return Task.objects.filter(key__startswith="events.source:", settled_at=None).first()


def corrected(cast: Cast) -> Event:
    put(cast, VOUCHED)
    correct(cast, title=OURS)
    put(cast, VOUCHED, title=THEIRS)
    return whole()


def test_the_corrected_field_stays_and_all_others_follow(cast: Cast) -> None:
    put(cast, VOUCHED)
    correct(cast, title=OURS)
    assert put(cast, VOUCHED, starts_at=at(19), ends_at=at(21), price="5 €") == Outcome.CHANGED
    assert (whole().title_bg, whole().starts_at, whole().price_bg) == (OURS, at(19), "5 €")
    assert source_actions.disputed(whole()) == []


def test_a_new_word_of_the_source_is_asked_about_once(cast: Cast) -> None:
    event = corrected(cast)
    task = open_task()
    assert (event.title_bg, source_actions.disputed(event), event.verified_as) == (OURS, ["title"], "библиотеката")
    assert task
    assert (task.scope, task.link) == (cast.library.scope, reverse("events:edit", args=[event.pk]))
    assert put(cast, VOUCHED, title=THEIRS) == Outcome.UNCHANGED
    assert Task.objects.filter(key=task.key).count() == 1


def test_an_older_question_stays_open_when_something_else_changes(cast: Cast) -> None:
    corrected(cast)
    assert put(cast, VOUCHED, title=THEIRS, price="5 €") == Outcome.KEPT
    assert (whole().price_bg, source_actions.disputed(whole())) == ("5 €", ["title"])


def test_what_a_person_merely_corrected_is_no_question(cast: Cast) -> None:
    put(cast, VOUCHED)
    assert source_actions.disputed(correct(cast, title=OURS)) == []
    assert open_task() is None


def test_staff_see_both_and_take_the_sources(cast: Cast, signed_in: SignedIn) -> None:
    event = corrected(cast)
    browser = signed_in(cast.own_librarian)
    page = browser.get(reverse("events:edit", args=[event.pk])).content.decode()
    assert "Източникът казва друго" in page
    assert THEIRS in page
    browser.post(reverse("events:choose", args=[event.pk]), {"choice": "source"})
    assert (whole().title_bg, open_task()) == (THEIRS, None)
    assert put(cast, VOUCHED, title=THIRD) == Outcome.CHANGED
    assert whole().title_bg == THIRD


def test_ours_is_kept_and_asked_about_again_only_for_a_third_thing(cast: Cast, signed_in: SignedIn) -> None:
    event = corrected(cast)
    signed_in(cast.own_librarian).post(reverse("events:choose", args=[event.pk]), {"choice": "ours"})
    assert open_task() is None
    put(cast, VOUCHED, title=THEIRS, price="5 €")
    assert (whole().title_bg, source_actions.disputed(whole())) == (OURS, [])
    put(cast, VOUCHED, title=THIRD)
    assert source_actions.disputed(whole()) == ["title"]


def test_who_writes_the_sources_word_by_hand_has_chosen(cast: Cast, signed_in: SignedIn) -> None:
    event = correct_by_form(cast, signed_in, corrected(cast), title=THEIRS)
    assert open_task() is None
    with pytest.raises(NothingToChoose):
        source_actions.keep_ours(event, by=cast.own_librarian)


def correct_by_form(cast: Cast, signed_in: SignedIn, event: Event, **changes: str) -> Event:
    browser, link = signed_in(cast.own_librarian), reverse("events:edit", args=[event.pk])
    form = browser.get(link).context["form"]
    typed = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    typed |= {"day": f"{event.starts_on:%d.%m.%Y}", "begins": "18:00", "ends": "20:00"}
    assert browser.post(link, typed | changes).status_code == 302
    return whole()


def test_a_form_keeps_the_town_that_the_source_named(cast: Cast, signed_in: SignedIn) -> None:
    put(cast, VOUCHED)
    correct_by_form(cast, signed_in, whole(), title=OURS)
    assert data_of(whole()).hosts[0].settlement == cast.library.settlement_id


def test_people_on_the_list_stay_when_the_source_moves_the_hour(cast: Cast) -> None:
    put(cast, VOUCHED)
    host = data_of(whole()).hosts[0]
    register(correct(cast, hosts=(replace(host, capacity=20),)), name="Пенка")
    put(cast, VOUCHED, starts_at=at(19), ends_at=at(21))
    pool = whole().hosts.get().pool
    assert pool
    assert (whole().starts_at, pool.capacity, pool.claims.count()) == (at(19), 20, 1)


def test_a_move_to_another_library_is_always_asked_about(cast: Cast, signed_in: SignedIn) -> None:
    there = make_settlement("99124", name_bg="Друго", municipality=make_settlement("99125").municipality)
    other = make_library("9124", settlement=there)
    put(cast, VOUCHED)
    correct(cast, title=OURS)
    put(cast, VOUCHED, settlement=there.pk)
    assert (whole().organiser, source_actions.disputed(whole())) == (cast.library, ["place"])
    signed_in(cast.own_librarian).post(reverse("events:choose", args=[whole().pk]), {"choice": "source"})
    assert (whole().organiser, [host.library for host in whole().hosts.all()]) == (other, [other])


def test_an_event_that_was_imported_before_words_were_kept_loses_nothing(cast: Cast) -> None:
    put(cast, VOUCHED)
    correct(cast, title=OURS)
    Imported.objects.update(said=None)
    assert put(cast, VOUCHED, title=THEIRS, price="5 €") == Outcome.KEPT
    assert (whole().title_bg, source_actions.disputed(whole())) == (OURS, ["title"])


def test_what_is_over_is_no_question_any_more(cast: Cast) -> None:
    corrected(cast)
    Event.objects.update(starts_at=at(10, days=-2), ends_at=at(12, days=-2))
    assert source_actions.disputed(whole()) == []
    assert not imports.standing_of("calendar")
