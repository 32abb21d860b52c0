"""The address of an offer: its number finds it, the words after it are for people."""

from django.urls import reverse

from .models import Listing


def address_of(listing: Listing) -> str:
    return reverse(f"listings:{listing.KIND}", args=[listing.pk, listing.slug])
