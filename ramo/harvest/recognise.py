"""Guesses the dialect of a document from its first bytes and its content type."""

from dataclasses import dataclass

from .data import Dialect


@dataclass(frozen=True, slots=True)
class Recognised:
    """`dialect` is None when nothing fits. `feed_address`: the page itself announces a better source."""

    dialect: Dialect | None
    feed_address: str = ""


def recognise(content: bytes, *, content_type: str = "", address: str = "") -> Recognised:
    return Recognised(None)
