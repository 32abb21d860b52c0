"""A request may lie as a draft: only its library sees it, and sending it is one request."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from ramo.accounts.models import User
from ramo.audit.retention import forget_all
from ramo.experts.tests.factories import make_expert
from ramo.invitations import actions
from ramo.invitations.errors import NotYourTurn
from ramo.invitations.models import ExpertRequest, State
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.tasks.models import Task
from ramo.vocabularies.models import Topic
from tests.cast import Cast

from .factories import an_area, own_draft, own_request, request_data
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


def test_a_draft_is_forgotten_ninety_days_after_its_last_change(cast: Cast) -> None:
    typed_again, left = (request_data(cast.institution, times=()) for _ in range(2))
    for data in (typed_again, left):
        actions.keep_draft(data, library=cast.library)
    with time_machine.travel(clock.now() + timedelta(days=60)):
        actions.keep_draft(typed_again, library=cast.library)
    with time_machine.travel(clock.now() + timedelta(days=89)):
        forget_all()
        assert ExpertRequest.objects.count() == 2
    with time_machine.travel(clock.now() + timedelta(days=91)):
        forget_all()
        assert ExpertRequest.objects.get().submission == typed_again.submission


def test_what_was_sent_is_no_draft_and_outlasts_its_clock(cast: Cast) -> None:
    kept = own_request(cast.library, cast.institution, cast.own_librarian)
    assert kept.typed_at is None
    with time_machine.travel(clock.now() + timedelta(days=200)):
        forget_all()
        assert ExpertRequest.objects.filter(pk=kept.pk).exists()
