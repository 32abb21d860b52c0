"""A request may lie as a draft: only its library sees it, and sending it is one request."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ramo.accounts.models import User
from ramo.experts.tests.factories import make_expert
from ramo.invitations import actions
from ramo.invitations.errors import NotYourTurn
from ramo.invitations.models import ExpertRequest, State
from ramo.mailing.models import OutgoingMail
from ramo.tasks.models import Task
from ramo.vocabularies.models import Topic
from tests.cast import Cast

from .factories import an_area, own_draft
from .test_views import LIST, typed

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def draft_of(cast: Cast, **changes: Any) -> dict[str, Any]:
    return typed(cast, **{"day_0": "", "hour_0": "", "draft": "1", **changes})


def test_a_draft_needs_no_date_and_tells_nobody(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.own_librarian).post(LIST + "nova/", draft_of(cast))
    kept = ExpertRequest.objects.get()
    assert (kept.state, kept.subject, kept.times.count()) == (State.DRAFT, "Пенсии", 0)
    assert not OutgoingMail.objects.exists()
    assert not Task.objects.exists()


def test_only_the_library_sees_its_draft(cast: Cast, signed_in: SignedIn) -> None:
    kept = own_draft(cast.library, cast.institution)
    assert "Сърце" in signed_in(cast.own_librarian).get(LIST).content.decode()
    for user in (cast.own_partner, cast.own_coordinator, cast.office, cast.other_librarian):
        assert "Сърце" not in signed_in(user).get(LIST).content.decode(), user
        assert signed_in(user).get(f"{LIST}{kept.pk}/").status_code == 403, user


def test_a_draft_that_is_sent_is_one_request_with_what_stands_in_the_form(cast: Cast, signed_in: SignedIn) -> None:
    librarian = signed_in(cast.own_librarian)
    sent = typed(cast)
    librarian.post(LIST + "nova/", draft_of(cast, submission=sent["submission"]))
    [kept] = ExpertRequest.objects.all()
    librarian.post(f"{LIST}{kept.pk}/chernova/", sent | {"subject": "Пенсии и осигуряване"})
    librarian.post(f"{LIST}{kept.pk}/chernova/", sent)
    kept.refresh_from_db()
    assert ExpertRequest.objects.count() == 1
    assert (kept.state, kept.subject, kept.times.count()) == (State.SENT, "Пенсии и осигуряване", 1)
    assert kept.steps.count() == 1


def test_a_request_without_a_date_is_not_sent(cast: Cast, signed_in: SignedIn) -> None:
    response = signed_in(cast.own_librarian).post(LIST + "nova/", typed(cast, day_0="", hour_0=""))
    assert response.status_code == 422
    assert not ExpertRequest.objects.exists()


def test_a_draft_is_discarded_and_never_withdrawn(cast: Cast, signed_in: SignedIn) -> None:
    kept = own_draft(cast.library, cast.institution)
    with pytest.raises(NotYourTurn):
        actions.withdraw(kept, "Не трябва.", by=cast.own_librarian)
    signed_in(cast.own_librarian).post(f"{LIST}{kept.pk}/chernova/iztriy/")
    assert not ExpertRequest.objects.exists()


def test_the_form_shows_what_experts_offer(cast: Cast, signed_in: SignedIn) -> None:
    topic = Topic.objects.create(key="pensions", area=an_area(), label_bg="Пенсии за стаж", label_en="Pensions")
    make_expert(cast.institution).topics.set([topic])
    assert "Пенсии за стаж" in signed_in(cast.own_librarian).get(LIST + "nova/").content.decode()
