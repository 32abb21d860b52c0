"""Where a booking, a schedule and a library's day have their pages; without language."""

from datetime import date

from django.urls import reverse
from django.utils.translation import override

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.models import Library
from ramo.seats.keys import token_of
from ramo.seats.models import Claim

from .models import Schedule


def own_address(claim: Claim) -> str:
    return _address("mine", token_of(claim))


def schedule_address(schedule: Schedule) -> str:
    return _address("schedule", schedule.pk)


def day_address(library: Library, day: date) -> str:
    return _address("day", library.pk, day.isoformat())


def _address(name: str, *args: object) -> str:
    with override(SOURCE_LANGUAGE):
        return reverse(f"appointments:{name}", args=args)
