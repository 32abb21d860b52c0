"""Switching a service on by its checklist, and off."""

from dataclasses import asdict, replace

import pytest
from django.db import IntegrityError, transaction

from ramo.audit.models import AuditEntry
from ramo.network.actions import leave_network
from ramo.network.tenancy import OutsideLibrary
from ramo.search.models import IndexCard
from ramo.services import actions
from ramo.services.data import Offer
from ramo.services.errors import AlreadyOff, ChecksMissing, IdentifierInText, NotInNetwork
from ramo.services.models import LibraryService, Service
from tests.cast import Cast

from .factories import give, make_service

pytestmark = pytest.mark.django_db
OFFER = Offer(
    ticks=("employment-board", "employment-script"),
    trained_roles=("librarian",),
    trained_count="1",
    hours_note_bg="",
    local_note_bg="",
)


@pytest.fixture
def service(cast: Cast) -> Service:
    return make_service()


def test_a_service_goes_on_when_all_that_is_required_stands(cast: Cast, service: Service) -> None:
    actions.switch_on(cast.library, service, OFFER, by=cast.own_librarian)
    given = LibraryService.objects.offered_by(cast.library).get()
    assert given.service == service
    assert AuditEntry.objects.get(verb="switched on service").account == cast.own_librarian.pk


def test_an_open_check_is_named(cast: Cast, service: Service) -> None:
    with pytest.raises(ChecksMissing) as refusal:
        actions.switch_on(cast.library, service, replace(OFFER, ticks=("employment-week",)), by=cast.own_librarian)
    assert refusal.value.keys == ("employment-board", "employment-script")
    assert not LibraryService.objects.offered_by(cast.library).exists()


def test_switched_on_twice_it_is_given_once(cast: Cast, service: Service) -> None:
    for note in ("вторник", "сряда"):
        actions.switch_on(cast.library, service, replace(OFFER, hours_note_bg=note), by=cast.own_librarian)
    assert LibraryService.objects.offered_by(cast.library).get().hours_note_bg == "сряда"


def test_two_rows_in_force_cannot_stand(cast: Cast, service: Service) -> None:
    give(cast.library, service)
    with pytest.raises(IntegrityError), transaction.atomic():
        give(cast.library, service)


def test_a_library_outside_the_network_gives_nothing(cast: Cast, service: Service) -> None:
    give(cast.library, service)
    leave_network(cast.library, by=cast.office)
    assert not LibraryService.objects.offered_by(cast.library).exists()
    assert not LibraryService.objects.giving(service).exists()
    with pytest.raises(NotInNetwork):
        actions.switch_on(cast.library, service, OFFER, by=cast.office)


@pytest.mark.parametrize("column", ["hours_note_bg", "local_note_bg"])
@pytest.mark.parametrize("text", ["ЕГН 7501020018", "звънете на 0888 123 456"])
def test_a_note_with_an_identifier_is_refused(cast: Cast, service: Service, column: str, text: str) -> None:
    with pytest.raises(IdentifierInText) as refusal:
        actions.switch_on(cast.library, service, Offer(**asdict(OFFER) | {column: text}), by=cast.own_librarian)
    assert refusal.value.column == column


def test_what_was_given_stays_known_after_it_is_off(cast: Cast, service: Service) -> None:
    given = give(cast.library, service)
    actions.switch_off(cast.library, service, by=cast.own_librarian)
    assert LibraryService.objects.for_library(cast.library).get(pk=given.pk).ended_on is not None
    with pytest.raises(AlreadyOff):
        actions.switch_off(cast.library, service, by=cast.own_librarian)


def test_switched_on_again_it_begins_anew(cast: Cast, service: Service) -> None:
    give(cast.library, service)
    actions.switch_off(cast.library, service, by=cast.own_librarian)
    actions.switch_on(cast.library, service, OFFER, by=cast.own_librarian)
    assert LibraryService.objects.for_library(cast.library).count() == 2


def test_rows_are_read_within_a_library_only() -> None:
    with pytest.raises(OutsideLibrary):
        LibraryService.objects.filter(ended_on=None)


def test_a_confirmation_dates_the_service_and_its_card(cast: Cast) -> None:
    service = make_service(partner=cast.institution)
    actions.file_service_cards([service])
    actions.confirm_service(service, by=cast.own_partner)
    assert IndexCard.objects.get(kind="service").verified_as == "НОИ"
