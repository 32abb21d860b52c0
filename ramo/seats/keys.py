"""What opens a claim: a signed link, or the code on the slip; and what tells that two claims are one person's.

A forged link is refused by its signature, before the database is asked; a copy of the database alone opens nothing.
"""

import re
import secrets
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

from ramo.kit import codes

from .data import ClaimData
from .errors import NoSuchKey
from .models import Claim

DRAWN = 8  # forty bits: among ten thousand places in force one try in a hundred million would hit one
_BYTES = 16
_MOST_CHARACTERS = 120
_SIGNER = Signer(salt="ramo.seats.own", sep=".")


def drawn_key() -> str:
    return secrets.token_urlsafe(_BYTES)


def drawn_code() -> str:
    return codes.draw(DRAWN)


def spaced(code: str) -> str:
    """As it is printed: K47R-2M9XQ."""
    return f"{code[:4]}-{code[4:]}" if code else ""


def token_of(claim: Claim) -> str:
    return _SIGNER.sign(claim.key)


def claim_of(token: str) -> Claim:
    try:
        key = _SIGNER.unsign(token[:_MOST_CHARACTERS])
    except BadSignature as forged:
        raise NoSuchKey from forged
    found = Claim.objects.select_related("pool").filter(key=key).first()
    if found is None:
        raise NoSuchKey
    return found


def claim_by_code(typed: str) -> Claim:
    code = codes.read(typed[:20], DRAWN)
    found = Claim.objects.select_related("pool").filter(code=code).first() if code else None
    if found is None:
        raise NoSuchKey
    return found


def person_of(data: ClaimData, submission: UUID) -> str:
    """The same for the same phone or e-mail however it is written; a claim without either is its own person."""
    contact = data.email.strip().casefold() or re.sub(r"\D", "", data.phone).removeprefix("359").lstrip("0")
    return salted_hmac("ramo.seats.person", contact or str(submission), algorithm="sha256").hexdigest()
