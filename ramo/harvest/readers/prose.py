"""Text at the door: whatever markup it came in, it goes on as plain paragraphs."""

import re
from html import unescape

import nh3

TITLE_LENGTH = 500
TEXT_LENGTH = 20_000
FIELD_LENGTH = 2_000
_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section"})
_BREAK = re.compile(r"</?(?:p|div|br|ul|ol|tr|table|h[1-6]|section)\s{0,3}/?>")
_ITEM = re.compile(r"<li>")
_REST = re.compile(r"</?[a-z0-9]{1,10}\s{0,3}/?>")
_SPACE = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\s*\n\s*\n\s*")
_LINE = re.compile(r" ?\n ?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LINK = re.compile("https?://[^\\s<>\"'\x00-\x1f\x7f]{3,2000}")


def plain(value: str, *, longest: int = TEXT_LENGTH) -> str:
    """Paragraphs without markup, scripts, control and direction marks; cut at `longest`."""
    value = value[: 4 * longest]
    if value.isprintable() and "<" not in value and "&" not in value:  # most are: nothing to take out
        return _cut(" ".join(value.split()), longest)
    if "<" in value or "&" in value:
        value = _unmarked(value)
        if "&lt;" in value or "&#" in value:  # marked up twice
            value = _unmarked(unescape(value))
        value = unescape(value)
    value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    value = _LINE.sub("\n", _SPACE.sub(" ", value))
    return _cut(_EMPTY_LINES.sub("\n\n", value).strip(), longest)


def visible(value: str) -> str:
    """Without control and direction marks; breaks of lines stay."""
    return _CONTROL.sub("", value).strip()


def line(value: str, *, longest: int = FIELD_LENGTH) -> str:
    """The same on one line."""
    if len(value) <= longest and value.isprintable() and "<" not in value and "&" not in value:
        return " ".join(value.split())
    return " ".join(plain(value, longest=longest).split())


def link(value: str) -> str:
    """A web address, or "": a link that could run a script is none."""
    value = value.strip()
    return value if _LINK.fullmatch(value) else ""


def links_in(value: str) -> list[str]:
    return _LINK.findall(unescape(value[:TEXT_LENGTH]))


def _unmarked(value: str) -> str:
    value = nh3.clean(value, tags=set(_BLOCKS), attributes={})
    return _REST.sub("", _ITEM.sub("\n• ", _BREAK.sub("\n", value)))


def _cut(value: str, longest: int) -> str:
    return value if len(value) <= longest else value[: longest - 1].rstrip() + "…"
