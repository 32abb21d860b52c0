"""The invented people: one account by role, each with a password made on the spot."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from ramo.accounts.actions import open_account
from ramo.network.models import Membership
from ramo.network.roles import Role
from ramo.seed.entries import Entry

from .data import Invitation

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for another
PLACES = ("library", "district", "institution")


def invite(entry: Entry) -> Invitation:
    """Opens the account. Its second step is the code that the demo shows on the page, for office and editor too:
    whoever tries the house out has no authenticator app at hand, and outside the demo no code can reach it.
    """
    invitation = Invitation(
        email=entry.text("email"),
        password="-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3)),
        role=entry.one_of("role", Role.values),
        place=next((entry.text(place) for place in PLACES if entry.maybe(place)), ""),
    )
    user = open_account(email=invitation.email, name=entry.text("name"), is_demo=True, by=None)
    user.set_password(invitation.password)
    user.save(update_fields=["password"])
    places = {f"{place}_id": entry.maybe(place) or None for place in PLACES}
    Membership.objects.create(user=user, role=invitation.role, **places)
    return invitation


def write_down(invitations: Sequence[Invitation], file: Path, *, letter: str) -> None:
    """For the owner of the data folder only; `letter` is the address that a partner got by mail."""
    lines = ["Invented staff; the code of the second step shows on the page:"]
    for invitation in invitations:
        lines.append(f"  {invitation.email:<26}{invitation.password}   {invitation.role} {invitation.place}".rstrip())
    lines += ["Letter to a partner, who needs no account:", f"  {letter}"]
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        opened.write("\n".join(lines) + "\n")
