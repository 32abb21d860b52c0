"""Bytes → text: by mark, by declaration, else UTF-8, else Windows-1251; and whether the text is wreckage."""

import re

from ramo.harvest.data import Failure, Unreadable

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?([A-Za-z0-9_-]{3,20})""")
_HEADER = re.compile(r"""charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_KNOWN = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1251": "windows-1251",
    "cp1251": "windows-1251",
    "iso-8859-5": "iso-8859-5",
    "koi8-r": "koi8-r",
    "iso-8859-1": "windows-1252",
    "windows-1252": "windows-1252",
    "us-ascii": "utf-8",
}
_CYRILLIC = re.compile("[А-Яа-яЀ-џ]")
_DOUBLY = re.compile("[РС][^А-Яа-я\\s\\d]|[РС][°-џЀ-Џ]|[Р][а-яА-Я](?=[РС])")  # UTF-8 read as Windows-1251
_WESTERN = re.compile("[ÐÑ][\u0080-ÿŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|[À-ÿ]{5}")  # read as a western page
_LOST = re.compile(r"\?{4,}")  # letters replaced by question marks
_LEAST = 20


def decode(content: bytes, *, content_type: str = "") -> tuple[str, str]:
    """The text and the name of its encoding; Unreadable when the bytes are no text."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _decoded(content, name), name
    if b"\x00" in content[:4096]:
        raise Unreadable(Failure.UNREADABLE, "binary")
    for name in ("utf-8", _declared(content, content_type)):
        try:
            return content.decode(name), name
        except UnicodeDecodeError:
            continue
    return content.decode("windows-1251", errors="replace"), "windows-1251"


def _declared(content: bytes, content_type: str) -> str:
    """What the document says of itself; it is heard only after UTF-8, which nothing else resembles."""
    header, inside = _HEADER.search(content_type), _DECLARED.search(content[:2048])
    name = header[1] if header else inside[1].decode("ascii") if inside else ""
    return _KNOWN.get(name.lower(), "windows-1251")


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(Failure.UNREADABLE, f"not {name}") from error


def is_garbled(text: str) -> bool:
    """Whether letters were lost or read in a wrong encoding: „РЎРѕС„РёСЏ“, „Ð¡Ð¾Ñ„Ð¸Ñ“, „????“, „�“."""
    if len(text) < _LEAST:
        return False
    if text.count("\ufffd") > len(text) / 50 or len("".join(_LOST.findall(text))) > len(text) / 10:
        return True
    if 2 * len(_WESTERN.findall(text)) > len(text) / 4:
        return True
    letters = len(_CYRILLIC.findall(text))
    return letters > _LEAST and 2 * len(_DOUBLY.findall(text)) > letters * 0.5
