"""Events that an institution writes: libraries publish them, itself only where the office says so."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.events import offering_actions
from ramo.events.models import Event
from ramo.kit import clock
from ramo.network.models import Library
from ramo.tasks.models import Task
from ramo.trust.models import State
from tests.cast import Cast

from .factories import at, make_area, make_event, offered_event

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def typed(*libraries: Library, **changes: Any) -> dict[str, Any]:
    day = at().date()
    lines = "\n".join(f"{library.pk}, 12" for library in libraries)
    facts = {"title": "Приемен ден", "kind": "talk", "area": make_area().pk, "day": f"{day:%d.%m.%Y}", "begins": "10",
             "ends": "12", "co_hosts": lines, "audience": "all", "language": "bg",
             "submission": str(uuid4())}  # fmt: skip
    return facts | changes


@pytest.fixture(autouse=True)
def network(cast: Cast) -> None:
    Library.objects.update(joined_on=clock.today(), status=Library.Status.ACTIVE)


@pytest.fixture
def partner(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.own_partner)


def written(partner: Client, *libraries: Library) -> Event:
    response = partner.post(reverse("events:new"), typed(*libraries, publish="1"))
    assert response.status_code == 302, response.content.decode()
    return Event.objects.latest("pk")


def task_scopes() -> set[str]:
    return set(Task.objects.filter(settled_at=None, key__startswith="events.offer").values_list("scope", flat=True))


def test_what_an_institution_writes_waits_for_the_library(partner: Client, cast: Cast) -> None:
    event = written(partner, cast.library)
    assert (event.state, event.institution, event.organiser) == (State.DRAFT, cast.institution, None)
    assert list(event.institutions.all()) == [cast.institution]
    assert task_scopes() == {cast.library.scope}


def test_several_libraries_are_a_matter_of_their_coordinator(cast: Cast) -> None:
    event = make_event(
        cast.library, cast.other_library, is_published=False, organiser="", institution=cast.institution.pk
    )
    offering_actions.offer(event, by=cast.own_partner)
    wanted = {f"district:{library.district_id}" for library in (cast.library, cast.other_library)}
    assert task_scopes() == wanted


def test_the_library_publishes_it_and_stands_for_it(cast: Cast, signed_in: SignedIn) -> None:
    event = offered_event(cast.institution, cast.library)
    offering_actions.offer(event, by=cast.own_partner)
    signed_in(cast.own_librarian).post(reverse("events:publish_offered", args=[event.pk]))
    event.refresh_from_db()
    assert (event.state, event.verified_as) == (State.PUBLISHED, "Библиотека Росен дол")
    assert task_scopes() == set()


@pytest.mark.parametrize("who", ["other_librarian", "own_partner", "other_partner", "other_coordinator"])
def test_nobody_else_publishes_it(cast: Cast, signed_in: SignedIn, who: str) -> None:
    event = offered_event(cast.institution, cast.library)
    response = signed_in(getattr(cast, who)).post(reverse("events:publish_offered", args=[event.pk]))
    event.refresh_from_db()
    assert (response.status_code, event.state) == (403, State.DRAFT)


def test_the_press_to_publish_only_offers_it(partner: Client, cast: Cast) -> None:
    event = offered_event(cast.institution, cast.library)
    partner.post(reverse("events:publish", args=[event.pk]))
    event.refresh_from_db()
    assert event.state == State.DRAFT
    assert task_scopes() == {cast.library.scope}


def test_a_librarian_of_one_of_two_libraries_does_not_publish_for_both(cast: Cast, signed_in: SignedIn) -> None:
    event = make_event(
        cast.library, cast.other_library, is_published=False, organiser="", institution=cast.institution.pk
    )
    response = signed_in(cast.own_librarian).post(reverse("events:publish_offered", args=[event.pk]))
    assert response.status_code == 403


def test_an_institution_publishes_by_itself_once_the_office_says_so(
    partner: Client, cast: Cast, signed_in: SignedIn
) -> None:
    office = signed_in(cast.office)
    office.post(reverse("events:publishers"), {"institution": cast.institution.pk})
    assert written(partner, cast.library).state == State.PUBLISHED
    office.post(reverse("events:publishers"), {"institution": cast.institution.pk, "off": "1"})
    assert written(partner, cast.library).state == State.DRAFT


def test_it_is_sent_back_with_a_reason(cast: Cast, signed_in: SignedIn) -> None:
    event = offered_event(cast.institution, cast.library)
    offering_actions.offer(event, by=cast.own_partner)
    signed_in(cast.own_librarian).post(
        reverse("events:offered", args=[event.pk]), {"because": "Салонът е зает. Елате в сряда."}
    )
    [task] = Task.objects.filter(settled_at=None, scope=f"institution:{cast.institution.pk}")
    assert task.params["because"] == "Салонът е зает. Елате в сряда."
    assert task_scopes() == set()


def test_a_personal_number_is_no_reason(cast: Cast, signed_in: SignedIn) -> None:
    event = offered_event(cast.institution, cast.library)
    response = signed_in(cast.own_librarian).post(
        reverse("events:offered", args=[event.pk]), {"because": "Питайте 7501020018"}
    )
    assert response.status_code == 422
    assert not Task.objects.filter(scope=f"institution:{cast.institution.pk}").exists()


def test_the_library_is_told_what_the_institution_changed_and_not_who_comes(partner: Client, cast: Cast) -> None:
    event = make_event(cast.library, organiser="", institution=cast.institution.pk)
    partner.post(reverse("events:edit", args=[event.pk]), typed(cast.library, begins="11"))
    event.refresh_from_db()
    assert event.local_start.hour == 11
    assert task_scopes() == {cast.library.scope}
    assert partner.get(reverse("events:people", args=[event.hosts.get().pk])).status_code == 403


def test_an_institution_writes_for_libraries_within_its_reach_only(partner: Client, cast: Cast) -> None:
    cast.institution.district_id = cast.library.district_id
    cast.institution.save()
    response = partner.post(reverse("events:new"), typed(cast.other_library))
    inside = cast.library.district_id == cast.other_library.district_id
    assert response.status_code == (302 if inside else 422)


def test_an_institution_sees_its_own_drafts_and_no_others(partner: Client, cast: Cast) -> None:
    offered_event(cast.institution, cast.library)
    make_event(cast.library, is_published=False, title="На библиотеката")
    page = partner.get(reverse("events:events"), {"shelf": "drafts"}).content.decode()
    assert "автобиография" in page
    assert "На библиотеката" not in page
