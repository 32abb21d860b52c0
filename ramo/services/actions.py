"""The door that writes services: a library switches one on when everything for it stands, and off."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.network.models import Library
from ramo.network.reach import standing_for
from ramo.search.actions import file_card, file_cards, withdraw_card
from ramo.trust import actions as trust
from ramo.trust.models import State, Verification

from .cards import card_of
from .data import Offer
from .errors import AlreadyOff, ChecksMissing, IdentifierInText, NotInNetwork
from .models import LibraryService, Service

NOTES = ("hours_note_bg", "local_note_bg")


@transaction.atomic
def switch_on(library: Library, service: Service, offer: Offer, *, by: User) -> LibraryService:
    """Everything that is required must stand; who gives the service already has its offer brought up to date."""
    Library.objects.select_for_update().get(pk=library.pk)  # a second press waits for the first
    if not library.is_in_network:
        raise NotInNetwork
    _refuse_unfit(service, offer)
    given = LibraryService.objects.for_library(library).filter(service=service, ended_on=None).first()
    verb = "edited service" if given else "switched on service"
    given = given or LibraryService(library=library, service=service, is_demo=library.is_demo)
    given.ticks, given.trained_roles = sorted(offer.ticks), list(offer.trained_roles)
    given.trained_count = offer.trained_count
    given.hours_note_bg, given.local_note_bg = offer.hours_note_bg, offer.local_note_bg
    given.save()
    record(verb, library, by=by, detail={"service": service.pk})
    return given


@transaction.atomic
def switch_off(library: Library, service: Service, *, by: User) -> None:
    """What was given stays known, with its two dates; switched on again it begins anew."""
    given = LibraryService.objects.for_library(library).filter(service=service, ended_on=None)
    if not given.update(ended_on=clock.today()):
        raise AlreadyOff
    record("switched off service", library, by=by, detail={"service": service.pk})


@transaction.atomic
def confirm_service(service: Service, *, by: User) -> None:
    """The national text is true today; said by the partner, or by the network in its place."""
    confirm_as(service, standing_for(by, service.partner), by=by)


@transaction.atomic
def confirm_as(service: Service, verified_as: str, *, by: User | None) -> Verification:
    """In the name of the partner that was asked; `by` is nobody where it answered itself."""
    said = trust.confirm(service, by=by, verified_as=verified_as)
    file_card(card_of(service))
    return said


@transaction.atomic
def take_back(service: Service, said: Verification, *, before: trust.Confirmed) -> bool:
    """A confirmation pressed by mistake; whether it still stood."""
    stood = trust.take_back(said, service, before=before, by=None)
    file_card(card_of(service))
    return stood


@transaction.atomic
def close(service: Service, *, is_closed: bool, by: User | None) -> None:
    """Its partner says that it is gone: hidden at once; taken back, it stands as it stood."""
    service.state = State.WITHDRAWN if is_closed else State.PUBLISHED
    service.save(update_fields=["state"])
    record("closed" if is_closed else "opened again", service, by=by)
    if is_closed:
        withdraw_card(kind=card_of(service).kind, key=service.pk)
    else:
        file_card(card_of(service))


@transaction.atomic
def mend(service: Service, changes: Mapping[str, Any], *, by: User) -> None:
    """Some columns of the national text, by name; it confirms nothing."""
    for name, value in changes.items():
        setattr(service, name, value)
    service.save(update_fields=list(changes))
    record("mended service", service, by=by, detail={"columns": sorted(changes)})
    file_card(card_of(service))


def file_all_cards() -> int:
    return file_service_cards(Service.objects.published().whole())


def file_service_cards(services: Iterable[Service]) -> int:
    return file_cards(card_of(service) for service in services)


def _refuse_unfit(service: Service, offer: Offer) -> None:
    required = service.checks.filter(is_required=True).values_list("key", flat=True)
    if missing := tuple(key for key in required if key not in offer.ticks):
        raise ChecksMissing(missing)
    for column in NOTES:
        if find_identifier(getattr(offer, column)):
            raise IdentifierInText(column)
