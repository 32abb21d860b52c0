"""Content stands in Bulgarian and, where somebody translated it, in English; a reader gets the nearest."""

from collections.abc import Mapping
from dataclasses import dataclass

SOURCE_LANGUAGE = "bg"


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language it is in."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


def said(thing: object, field: str, language: str | None) -> Said:
    """`<field>_<language>` of an object, or its Bulgarian text where there is no translation.

    A mapping of the form {"title": {"bg": …, "en": …}} is read by `field` the same way.
    """
    wanted = (language or SOURCE_LANGUAGE)[:2]
    text = _read(thing, field, wanted)
    return Said(text, wanted) if text else Said(_read(thing, field, SOURCE_LANGUAGE), SOURCE_LANGUAGE)


@dataclass(frozen=True, slots=True)
class SaidLines:
    """Short sentences and the language they are in."""

    lines: list[str]
    language: str


def said_lines(thing: object, field: str, language: str | None) -> SaidLines:
    """The list `<field>_<language>` of an object, or its Bulgarian one where there is no translation."""
    wanted = (language or SOURCE_LANGUAGE)[:2]
    translated: list[str] = getattr(thing, f"{field}_{wanted}", None) or []
    return SaidLines(translated, wanted) if translated else SaidLines(getattr(thing, f"{field}_bg"), SOURCE_LANGUAGE)


def _read(thing: object, field: str, language: str) -> str:
    if isinstance(thing, Mapping):
        inner = thing.get(field)
        return str(inner.get(language) or "") if isinstance(inner, Mapping) else ""
    return str(getattr(thing, f"{field}_{language}", "") or "")
