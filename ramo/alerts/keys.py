"""Addresses that letters bear: a key drawn by chance, signed for one purpose.

A forged address is refused by its signature, before the database is asked. A copy of the database alone opens
nothing, for the signature needs the key of the site; and what one address opens, another does not.
"""

import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from .errors import NoSuchKey
from .models import MailedSearch, Reader

_BYTES = 16
_MOST_CHARACTERS = 120
_CONFIRM, _OWN, _STOP = (Signer(salt=f"ramo.alerts.{purpose}", sep=".") for purpose in ("confirm", "own", "stop"))


def drawn() -> str:
    return secrets.token_urlsafe(_BYTES)


def address_to_confirm(mailed: MailedSearch) -> str:
    return _address("confirm", _CONFIRM.sign(mailed.key), mailed.reader)


def own_address(reader: Reader) -> str:
    return _address("own", own_token(reader), reader)


def address_to_stop(reader: Reader) -> str:
    return _address("stop", _STOP.sign(reader.key), reader)


def own_token(reader: Reader) -> str:
    return _OWN.sign(reader.key)


def to_confirm(token: str) -> MailedSearch:
    found = MailedSearch.objects.select_related("reader", "search").filter(key=_opened(_CONFIRM, token)).first()
    if found is None:
        raise NoSuchKey
    return found


def owner(token: str) -> Reader:
    return _reader(_OWN, token)


def to_stop(token: str) -> Reader:
    return _reader(_STOP, token)


def _reader(signer: Signer, token: str) -> Reader:
    found = Reader.objects.filter(key=_opened(signer, token)).first()
    if found is None:
        raise NoSuchKey
    return found


def _opened(signer: Signer, token: str) -> str:
    try:
        return signer.unsign(token[:_MOST_CHARACTERS])
    except BadSignature as forged:
        raise NoSuchKey from forged


def _address(name: str, token: str, reader: Reader) -> str:
    with override(reader.language):
        return f"{settings.PUBLIC_ADDRESS}{reverse(f'alerts:{name}', args=[token])}"
