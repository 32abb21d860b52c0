"""A person's correction outlasts the next run of its source; whoever minds the source is asked to choose."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.events.actions import amend as rewrite
from ramo.events.models import Event
from ramo.events.tests.factories import make_area
from ramo.events.writing import data_of as data_of_event
from ramo.harvest import jobs
from ramo.harvest.models import HarvestRun, Source
from ramo.harvest.reports import sentence
from ramo.listings.actions import amend, keep_ours
from ramo.listings.models import Sighting, Vacancy
from ramo.listings.writing import data_of
from ramo.network.access import personal_scope
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import jobs as listed
from .factories import make_source
from .test_calendars import calendar_source, entry, ics
from .test_calendars import run as read
from .test_intake import write

SignedIn = Callable[[User], Client]


def corrected(cast: Cast) -> tuple[Source, HarvestRun]:
    """A source whose offer a person corrected, and the run in which it said a third thing."""
    source = make_source(district=cast.district, owner=cast.own_coordinator)
    write(source, listed(range(3)), cast)
    vacancy = Vacancy.objects.get(title="Шивач 1")
    said: Any = data_of(vacancy)
    amend(vacancy, replace(said, employer="Шивашка фабрика"), by=cast.own_coordinator, vouched_as="бюрото")
    content = listed(range(3)).replace("Шивач 1;Текстил".encode(), "Шивач 1;Текстил и син".encode())
    return source, write(source, content, cast)


def task_of(source: Source) -> Task:
    return Task.objects.get(key=f"harvest:kept:{source.pk}")


def test_the_correction_stays_and_the_run_counts_it(cast: Cast) -> None:
    _source, run = corrected(cast)
    assert Vacancy.objects.get(title="Шивач 1").employer == "Шивашка фабрика"
    assert run.kept == 1
    assert "поправка" in sentence(run)


def test_the_owner_is_asked_to_choose(cast: Cast) -> None:
    source, _run = corrected(cast)
    task = task_of(source)
    assert (task.settled_at, task.scope) == (None, personal_scope(cast.own_coordinator))
    assert task.link == reverse("harvest:kept", args=[source.pk])


def test_the_page_names_offer_and_fields_and_leads_to_the_choice(cast: Cast, signed_in: SignedIn) -> None:
    source, _run = corrected(cast)
    browser = signed_in(cast.own_coordinator)
    assert (
        reverse("harvest:kept", args=[source.pk])
        in browser.get(reverse("harvest:source", args=[source.pk])).content.decode()
    )
    page = browser.get(reverse("harvest:kept", args=[source.pk])).content.decode()
    link = reverse("listings:edit", args=["obyava", Vacancy.objects.get(title="Шивач 1").pk])
    assert link in page
    assert "Работодател" in page
    assert "Шивашка фабрика" in browser.get(link).content.decode()


def test_the_task_goes_once_somebody_has_chosen(cast: Cast) -> None:
    source, _run = corrected(cast)
    keep_ours(Sighting.objects.disputed().get(), by=cast.own_coordinator)
    jobs.harvest_due()
    assert task_of(source).settled_at


def test_the_same_list_again_asks_nothing_new(cast: Cast, signed_in: SignedIn) -> None:
    source, _run = corrected(cast)
    keep_ours(Sighting.objects.disputed().get(), by=cast.own_coordinator)
    content = listed(range(3)).replace("Шивач 1;Текстил".encode(), "Шивач 1;Текстил и син".encode())
    assert write(source, content, cast).kept == 0
    page = signed_in(cast.own_coordinator).get(reverse("harvest:kept", args=[source.pk])).content.decode()
    assert "Шивач 1" not in page


def test_another_source_s_corrections_stand_on_its_own_page(cast: Cast, signed_in: SignedIn) -> None:
    corrected(cast)
    other = make_source("other", district=cast.district)
    assert "Шивач 1" not in signed_in(cast.office).get(reverse("harvest:kept", args=[other.pk])).content.decode()


def test_corrected_events_of_a_calendar_are_listed_alike(cast: Cast, signed_in: SignedIn) -> None:
    make_area("culture")
    source = calendar_source(district=cast.district, owner=cast.own_coordinator)
    read(source, ics(entry("a"), entry("b", 8, title="Изложба")))
    event = Event.objects.whole().get(title_bg="Концерт")
    rewrite(event, replace(data_of_event(event), title="Наш концерт"), by=cast.own_librarian, vouched_as="тук")
    assert read(source, ics(entry("a", title="Рецитал"), entry("b", 8, title="Изложба"))).kept == 1
    page = signed_in(cast.own_coordinator).get(reverse("harvest:kept", args=[source.pk])).content.decode()
    assert reverse("events:edit", args=[event.pk]) in page
    assert "Наш концерт" in page
    assert "Изложба" not in page
