"""A record that was sent after the sign-in had ended: it waits in the address that leads back to the desk.

No row and no cookie: the chips that were touched, signed, until the person has signed in. They name nobody.
"""

from collections.abc import Mapping

from django.core import signing
from django.urls import reverse

NAME = "zapis"
_SALT = "ramo.desk.unsent"
_HOLDS_SECONDS = 12 * 60 * 60
_MOST_FIELDS, _MOST_LETTERS = 60, 60


def address_with(sent: Mapping[str, str]) -> str:
    """The desk, with what was sent to its log; with nothing of it where that is no record."""
    fields = {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken" and value}
    if not 0 < len(fields) <= _MOST_FIELDS or any(
        len(text) > _MOST_LETTERS for pair in fields.items() for text in pair
    ):
        return reverse("desk:desk")
    return f"{reverse('desk:desk')}?{NAME}={signing.dumps(fields, salt=_SALT, compress=True)}"


def fields_in(kept: str) -> dict[str, str]:
    """What was sent; nothing where it is older than a working day or not from us."""
    try:
        found: dict[str, str] = signing.loads(kept, salt=_SALT, max_age=_HOLDS_SECONDS)
    except signing.BadSignature:
        return {}
    return found
