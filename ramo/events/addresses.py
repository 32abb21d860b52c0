"""Addresses of events: the number finds the page, the words after it are for people."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from ramo.seats import keys
from ramo.seats.models import Claim

from .models import Event


def address_of(event: Event) -> str:
    """In the reader's language."""
    return reverse("events:event", args=[event.pk, event.slug])


def full_address(event: Event) -> str:
    return settings.PUBLIC_ADDRESS + address_of(event)


def followed_address(query: str) -> str:
    """Of a calendar that follows the list of events."""
    address = settings.PUBLIC_ADDRESS + reverse("events:followed_calendar")
    return f"webcal://{address.partition('://')[2]}" + (f"?{query}" if query else "")


def own_address(claim: Claim) -> str:
    """The page behind the signed link, in the language of the claim."""
    with override(claim.language):
        return reverse("events:own", args=[keys.token_of(claim)])
