"""A source that fails asks its owner; where the owner has left, whoever minds the place."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.harvest import jobs
from ramo.harvest.models import Source
from ramo.harvest.waiting import file_trouble, tell_of_source
from ramo.network.access import personal_scope
from ramo.network.actions import end_membership
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import make_source, own_question
from .test_views import FORM

SignedIn = Callable[[User], Client]


def alarm_of(source: Source) -> Task:
    return Task.objects.get(key=f"harvest:source:{source.pk}")


def failing(cast: Cast) -> Source:
    source = make_source(district=cast.district, owner=cast.own_coordinator, state="late")
    file_trouble(source)
    return source


def leave(person: User, cast: Cast) -> None:
    end_membership(person.memberships.get(), by=cast.office)


def test_the_alarm_is_the_owner_s_own_and_is_marked_on_the_list(cast: Cast, signed_in: SignedIn) -> None:
    source = failing(cast)
    assert alarm_of(source).scope == personal_scope(cast.own_coordinator)
    tasks = signed_in(cast.own_coordinator).get(reverse("desk:tasks")).content.decode()
    assert source.name in tasks
    assert "за вас" in tasks
    assert source.name not in signed_in(cast.office).get(reverse("desk:tasks")).content.decode()


@pytest.mark.parametrize("how", ["membership", "account"])
def test_of_an_owner_who_left_the_open_alarm_goes_to_the_district_and_says_so(cast: Cast, how: str) -> None:
    source = failing(cast)
    if how == "membership":
        leave(cast.own_coordinator, cast)
    else:
        User.objects.filter(pk=cast.own_coordinator.pk).update(is_active=False)
    assert jobs.harvest_due() == 0
    alarm = alarm_of(source)
    assert alarm.scope == f"district:{cast.district.pk}"
    assert "вече не работи" in alarm.text


def test_without_a_district_the_office_is_asked(cast: Cast) -> None:
    source = make_source(institution=cast.institution, owner=cast.own_partner, state="late")
    file_trouble(source)
    leave(cast.own_partner, cast)
    jobs.harvest_due()
    assert alarm_of(source).scope == "network"


def test_waiting_places_go_the_same_way(cast: Cast) -> None:
    source = make_source(district=cast.district, owner=cast.own_coordinator)
    own_question(source)
    tell_of_source(source)
    task = Task.objects.get(key=f"harvest:places:{source.pk}")
    assert task.scope == personal_scope(cast.own_coordinator)
    leave(cast.own_coordinator, cast)
    jobs.harvest_due()
    task.refresh_from_db()
    assert task.scope == f"district:{cast.district.pk}"


def test_the_alarm_of_an_owner_who_stays_is_left_alone(cast: Cast) -> None:
    source = failing(cast)
    filed = Task.objects.values_list("pk", "filed_at", "scope").get(key=f"harvest:source:{source.pk}")
    jobs.harvest_due()
    assert Task.objects.values_list("pk", "filed_at", "scope").get(key=f"harvest:source:{source.pk}") == filed


def test_page_says_that_the_owner_has_left(cast: Cast, signed_in: SignedIn) -> None:
    source = failing(cast)
    leave(cast.own_coordinator, cast)
    page = signed_in(cast.office).get(reverse("harvest:source", args=[source.pk])).content.decode()
    assert "вече не работи тук" in page


def test_owner_is_chosen_among_those_who_can_open_the_source(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.office)
    address = reverse("harvest:amend", args=[source.pk])
    sent = {**FORM, "district": cast.district.pk}
    for person in (cast.other_coordinator, cast.own_librarian):
        assert browser.post(address, {**sent, "owner": person.pk}).status_code == 422
    browser.post(address, {**sent, "owner": cast.own_coordinator.pk})
    source.refresh_from_db()
    assert source.owner == cast.own_coordinator


def test_coordinator_is_offered_nobody_of_another_district(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.own_coordinator).get(reverse("harvest:add_partner")).content.decode()
    assert cast.own_coordinator.email in page
    assert cast.other_coordinator.email not in page
