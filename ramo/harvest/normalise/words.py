"""Words: yes and no, whole numbers, the language of a text."""

import re

_YES = frozenset({"да", "yes", "true", "1", "x", "х", "✓", "има", "осигурен", "осигурена", "осигурява се", "y"})
_WHOLE = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.,]*\d)")
_CYRILLIC = re.compile("[А-Яа-яЀ-ӿ]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_RUSSIAN = re.compile("[ыэёЫЭЁ]")
_TURKISH = re.compile("[ğışĞİŞ]")
_ENGLISH = re.compile(r"\b(?:the|and|of|for|with|to|in|is|are|we|you|course|job|work)\b", re.IGNORECASE)


def is_yes(text: str) -> bool:
    return text.strip().lower().rstrip(".!") in _YES


def whole(text: str) -> int | None:
    """The first whole number; None when there is none."""
    found = _WHOLE.search(text.replace("\u00a0", " "))
    return int(found[0]) if found else None


def language_of(text: str, declared: str = "") -> str:
    """Two letters. A declaration is believed unless the letters contradict it (many sites leave "en" as it came)."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic > latin:
        if len(_RUSSIAN.findall(text)) > cyrillic / 100:
            return "ru"
        return declared if declared in ("ru", "mk", "sr", "uk") else "bg"
    if declared and declared not in ("bg", "ru", "mk", "uk"):
        return declared
    if len(_TURKISH.findall(text)) > latin / 100:
        return "tr"
    return "en" if len(_ENGLISH.findall(text)) >= 2 or not latin else ""
