"""Addresses of questions: drawn by chance, signed, and kept only as a digest.

128 bits of chance stand in the letter and nowhere else. A forged address is refused by its signature, before
the database is asked; a copy of the database opens nothing, for the digest needs the key of the site.
"""

import secrets

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

from .errors import NoSuchLink
from .models import AskedLink, LinkToken

_BYTES = 16
_MOST_CHARACTERS = 120
_SIGNER = Signer(salt="ramo.watch.question", sep=".")


def new_token(link: AskedLink) -> str:
    secret = secrets.token_urlsafe(_BYTES)
    LinkToken.objects.create(link=link, digest=_digest(secret))
    return _SIGNER.sign(secret)


def link_of(token: str) -> AskedLink:
    """The question that `token` opens, ended or not; the same refusal for forged ones and unknown ones."""
    try:
        digest = _digest(_SIGNER.unsign(token[:_MOST_CHARACTERS]))
    except BadSignature as forged:
        raise NoSuchLink from forged
    found = LinkToken.objects.select_related("link__institution__district").filter(digest=digest).first()
    if found is None or not constant_time_compare(found.digest, digest):
        raise NoSuchLink
    return found.link


def _digest(secret: str) -> str:
    return salted_hmac("ramo.watch.token", secret, algorithm="sha256").hexdigest()
