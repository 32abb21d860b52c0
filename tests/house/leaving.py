"""The ways in which a person leaves a name, a phone or a mailbox with the house, each with a canary of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from ramo.appointments.models import Slot
from ramo.appointments.tests.factories import make_schedule
from ramo.events.tests.factories import at, host_of, make_event
from ramo.kit import clock
from ramo.mailing.jobs import deliver_due
from ramo.resources.tests.factories import make_resource
from ramo.seats import actions as seats
from ramo.seats.models import Claim, State
from tests.cast import Cast

Put = Callable[["Visit"], None]
EVENT_IN, HOUR_IN = 5, 1  # days


@dataclass(frozen=True)
class Canary:
    """Written as people write themselves; all of it unlike anything else in the house."""

    number: int

    @property
    def name(self) -> str:
        return f"Зорнѝчка{self.number:03}"

    @property
    def phone(self) -> str:
        return f"0877 314 {self.number:03}"

    @property
    def mail(self) -> str:
        return f"kanarche{self.number:03}@zornichka.example"

    @property
    def marks(self) -> tuple[str, ...]:
        return self.name, self.phone, self.phone.replace(" ", ""), self.mail

    def in_text(self, text: str) -> bool:
        return any(mark in text for mark in self.marks)


@dataclass
class Visit:
    """What a way needs, and what was answered to the person."""

    cast: Cast
    desk: Client
    canary: Canary
    answers: list[HttpResponse] = field(default_factory=list)

    def post(self, client: Client, address: str, **typed: object) -> HttpResponse:
        answer: HttpResponse = client.post(address, {"submission": uuid4(), **typed}, follow=True)  # type: ignore[assignment]
        assert answer.status_code == 200, (address, answer.status_code)
        self.answers.append(answer)
        return answer


@dataclass(frozen=True)
class Way:
    """`gone_after`: days from now by which the house has promised to have forgotten."""

    put: Put
    gone_after: int
    has_letter: bool = False

    def __str__(self) -> str:
        return self.put.__name__


# The ways in


def sign_up(visit: Visit, *, capacity: int, **typed: object) -> Claim:
    event = make_event(visit.cast.library, capacity=capacity, starts_at=at(days=EVENT_IN))
    address = reverse("events:register", args=[event.pk, visit.cast.library.pk])
    full = {"party": "1", "name": visit.canary.name, "phone": visit.canary.phone, "email": visit.canary.mail, **typed}
    if capacity == 1:
        seats_taken = visit.post(Client(), address, party="1", name="Иван", phone="088 000 0000")
        assert seats_taken
    visit.post(Client(), address, **full)
    return Claim.objects.latest("pk")


def seated_at_an_event(visit: Visit) -> None:
    assert sign_up(visit, capacity=5).state == State.SEATED


def waiting_for_an_event(visit: Visit) -> None:
    assert sign_up(visit, capacity=1).state == State.WAITING


def a_group_at_an_event(visit: Visit) -> None:
    assert sign_up(visit, capacity=9, party="4", needs_help="on").party == 4


def signed_up_by_the_librarian(visit: Visit) -> None:
    event = make_event(visit.cast.library, starts_at=at(days=EVENT_IN))
    address = reverse("events:people", args=[host_of(event).pk])
    visit.post(visit.desk, address, party="1", name=visit.canary.name, phone=visit.canary.phone, is_for_child="on")


def came_to_an_event_and_was_checked_in(visit: Visit) -> None:
    claim = sign_up(visit, capacity=5)
    seats.check_in(claim, 1, by=visit.cast.own_librarian)


def gave_up_a_place(visit: Visit) -> None:
    claim = sign_up(visit, capacity=5)
    deliver_due()
    seats.leave(claim)


def let_an_offer_lapse(visit: Visit) -> None:
    claim = sign_up(visit, capacity=1)
    seats.leave(claim.pool.claims.earliest("pk"))
    Claim.objects.filter(pk=claim.pk).update(answer_until=clock.now() - timedelta(minutes=1))
    deliver_due()
    assert seats.lapse(claim.pool) == 1


def found_no_place(visit: Visit) -> None:
    event = make_event(visit.cast.library, capacity=1, starts_at=at(days=EVENT_IN))
    host = host_of(event)
    assert host.pool
    host.pool.has_waiting_list = False
    host.pool.save()
    address = reverse("events:register", args=[event.pk, visit.cast.library.pk])
    visit.post(Client(), address, party="1", name="Иван", phone="088 000 0000")
    visit.post(Client(), address, party="1", name=visit.canary.name, email=visit.canary.mail)
    assert Claim.objects.latest("pk").state == State.REFUSED


def hour(visit: Visit) -> Slot:
    if not Slot.objects.exists():
        make_schedule(visit.cast.library, visit.cast.institution)
    return Slot.objects.whole().bookable()[0]


def booked_an_hour(visit: Visit) -> None:
    slot, canary = hour(visit), visit.canary
    address = reverse("appointments:schedule", args=[slot.schedule_id])
    visit.post(Client(), address, slot=slot.pk, name=canary.name, phone=canary.phone, email=canary.mail)


def booked_by_the_librarian(visit: Visit) -> None:
    slot, canary = hour(visit), visit.canary
    typed = {"submission": uuid4(), "name": canary.name, "phone": canary.phone, "email": ""}
    address = reverse("appointments:book_for", args=[slot.pk])
    visit.post(visit.desk, address, **{f"b{slot.pk}-{name}": value for name, value in typed.items()})


def gave_up_an_hour(visit: Visit) -> None:
    booked_an_hour(visit)
    deliver_due()
    seats.leave(Claim.objects.latest("pk"))


def asked_for_letters_and_never_said_yes(visit: Visit) -> None:
    visit.post(Client(), "/pisma/", q="шивачка", email=visit.canary.mail, cadence="weekly")


def said_what_was_in_the_way(visit: Visit) -> None:
    visit.post(Client(), "/dostapnost/obratna-vrazka/", text="Бутонът не се натиска.", contact=visit.canary.mail)


def said_that_something_changed(visit: Visit) -> None:
    make_resource()
    visit.post(Client(), "/resurs/az-ejobs/promyana/", what="phone", text=f"Попитайте {visit.canary.name}.")


WEEK = EVENT_IN + 8
WAYS = (
    Way(gave_up_a_place, 1),
    Way(let_an_offer_lapse, 1),
    Way(found_no_place, 1),
    Way(gave_up_an_hour, 1),
    Way(booked_an_hour, HOUR_IN + 1, has_letter=True),
    Way(booked_by_the_librarian, HOUR_IN + 1),
    Way(asked_for_letters_and_never_said_yes, 3, has_letter=True),
    Way(seated_at_an_event, WEEK, has_letter=True),
    Way(waiting_for_an_event, WEEK, has_letter=True),
    Way(a_group_at_an_event, WEEK, has_letter=True),
    Way(signed_up_by_the_librarian, WEEK),
    Way(came_to_an_event_and_was_checked_in, WEEK, has_letter=True),
    Way(said_what_was_in_the_way, 31),
    Way(said_that_something_changed, 181),
)
LEFT_AT_ONCE = WAYS[:4]
