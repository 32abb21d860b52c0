"""The address of an offer: its number finds it, the words after it are for people."""

from functools import cache

from django.urls import reverse
from django.utils.translation import get_language

from .models import Listing


def address_of(listing: Listing) -> str:
    """In the reader's language."""
    return f"{_room(listing.KIND, get_language())}{listing.pk}-{listing.slug}/"


@cache
def _room(kind: str, language: str | None) -> str:
    """What stands before the number; looked up once, as a batch asks for thousands."""
    return reverse(f"listings:{kind}", args=[0, "x"]).removesuffix("0-x/")
