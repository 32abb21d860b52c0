"""The letters of this room, to offices and libraries: never to a reader. The subject names no topic."""

from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.mailing.data import Letter
from ramo.network.models import Membership
from ramo.network.roles import Role

from .data import Side
from .models import ExpertRequest

TOPIC = "request"
SUBJECTS = {
    "asked": gettext_lazy("Request %(number)s: a library invites you, %(place)s"),
    "proposed": gettext_lazy("Request %(number)s: another time is proposed"),
    "confirmed": gettext_lazy("Request %(number)s is confirmed"),
    "declined": gettext_lazy("Request %(number)s is declined"),
    "withdrawn": gettext_lazy("Request %(number)s is withdrawn"),
    "reminded": gettext_lazy("Request %(number)s waits for your answer"),
}


def letters(request: ExpertRequest, name: str, *, to: Side, word: str = "") -> Iterator[Letter]:
    """One to each person of that side; `word` is what the other side wrote."""
    with override(SOURCE_LANGUAGE):
        facts = {
            "request": request,
            "word": word,
            "title": SUBJECTS[name] % {"number": request.pk, "place": request.library.place},
            "link": settings.PUBLIC_ADDRESS + reverse("invitations:request", args=[request.pk]),
            "address": settings.PUBLIC_ADDRESS,
            "to_library": to == Side.LIBRARY,
        }
        text, html = (render_to_string(f"invitations/letters/request.{kind}", facts) for kind in ("txt", "html"))
        for address in addresses_of(request, to):
            yield Letter(TOPIC, address, str(facts["title"]), text, html)


def addresses_of(request: ExpertRequest, side: Side) -> list[str]:
    """Of those who work there; an institution without accounts has the mailbox it gave for our questions."""
    here = (
        {"role": Role.LIBRARIAN, "library": request.library}
        if side == Side.LIBRARY
        else {"role": Role.PARTNER, "institution": request.institution}
    )
    members = Membership.objects.in_force().filter(user__is_active=True, **here)
    found = list(members.order_by("pk").values_list("user__email", flat=True))
    if not found and side == Side.INSTITUTION:
        found = [request.institution.contact_email]
    return [address for address in dict.fromkeys(found) if address]
