"""Cuts folded text into chunks and these into words; joined words (е-услуга, 1873г, covid-19) keep their whole too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_WORD_LENGTH = 60

# „C++" and „C#" in either alphabet; else letters and digits, with hyphens between, or a slash before a year: 125/2023.
_CHUNK = re.compile(r"(?<![^\W_])[cс](?:\+\+|#)(?!\w)|[^\W_]+(?:(?:[-'’]|(?<=\d)/(?=\d{4}(?!\d)))[^\W_]+)*")
_SIGN = re.compile(r"[cс](?:\+\+|#)")
# A letter before digits is one word with them (B2, Н18); a letter after them only a mark (2024г, 36а).
_PART = re.compile(r"(?<![^\W_])[^\W\d_]\d+(?![^\W_])|(\d+)([^\W\d_])(?![^\W_])|\d+|[^\W\d_]+")
# A number of the country, spaced as people space them; a date is none.
_PHONE = re.compile(
    r"(?<![^\W_])(?!\d\d[/-]\d\d[/-]\d{4})(?:(?:\+|00)359[ /()-]{0,2}\(?0?|\(?0)\d?(?:[ /()-]{0,2}\d){6,8}(?![^\W_])"
)
_COUNTRY = re.compile(r"^(?:00)?3590?")

_DEGREES = {"по", "най"}  # „по-добър" is добър
# What stands after a hyphen and is no word: „ПИК-ът", „CV-то", „5-ти".
_ENDINGS = frozenset("а я ът ят и та то те ове ти ви ри ми ма ва ра во ро тия".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a chunk; where it is the longest of several, what stands `before` and `after` it in the whole."""

    text: str
    before: str = ""
    after: str = ""

    @property
    def is_joined(self) -> bool:
        return bool(self.before or self.after)


def chunks(folded: str) -> list[str]:
    return _CHUNK.findall(folded)


def parts(chunk: str) -> Iterator[Part]:
    if chunk.isalpha() or chunk.isdigit():
        yield Part(chunk[:MAX_WORD_LENGTH])
    elif _SIGN.fullmatch(chunk):
        yield Part("c" + chunk[1:])
    else:
        yield from _parts(chunk)


def _parts(chunk: str) -> Iterator[Part]:
    found = [match for match in _PART.finditer(chunk) if not _is_ending(match)]
    words = [match[1] or match.group() for match in found]
    longest = max(range(len(words)), key=lambda place: len(words[place]), default=0)
    glue = "/" if "/" in chunk else ""
    for place, word in enumerate(words):
        if place == longest and words[0] not in _DEGREES:
            before = "".join(match.group() + glue for match in found[:place])
            after = (found[place][2] or "") + "".join(glue + match.group() for match in found[place + 1 :])
            yield Part(word[:MAX_WORD_LENGTH], before[:MAX_WORD_LENGTH], after[:MAX_WORD_LENGTH])
        elif not _is_lone_letter(word, beside=words[longest]):
            yield Part(word[:MAX_WORD_LENGTH])


def _is_lone_letter(word: str, *, beside: str) -> bool:
    """As in е-услуга, x-лъчи: no word of its own; but Н-18 may be written so too."""
    return len(word) == 1 and word.isalpha() and beside.isalpha()


def _is_ending(part: re.Match[str]) -> bool:
    return part.start() > 0 and part.string[part.start() - 1] in "-'’" and part.group() in _ENDINGS


def with_whole_phones(folded: str) -> str:
    """Each number is followed by its digits in one, so that it is found however it is spaced."""
    return _PHONE.sub(lambda match: f"{match.group()} {_digits(match.group())}", folded) if "0" in folded else folded


def with_phones_whole(folded: str) -> str:
    """Each number stands as its digits in one."""
    return _PHONE.sub(lambda match: _digits(match.group()), folded) if "0" in folded else folded


def _digits(phone: str) -> str:
    return _COUNTRY.sub("0", re.sub(r"\D", "", phone))
