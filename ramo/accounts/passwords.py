"""Which passwords are refused: short ones, and those a stranger would try first, in Bulgarian too."""

import re
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from .models import User

SHORTEST = 12
LOWEST_SCORE = 4  # of 4: more than ten thousand million guesses
_JUDGED = 64  # characters; judging more takes longer than it tells
_WORDS = Path(__file__).with_name("common_words.txt")
_LATIN = dict(
    zip("абвгдезийклмнопрстуфхъь", "abvgdeziyklmnoprstufhay", strict=True),
    ж="zh", ц="ts", ч="ch", ш="sh", щ="sht", ю="yu", я="ya",
)  # fmt: skip
# As people type Bulgarian in chats → the official spelling.
_CHAT = (("4(?=[a-z])", "ch"), ("6(?=[a-z])", "sh"), ("q", "ya"), ("w", "v"), ("j", "zh"), ("c(?!h)", "ts"))


class HardToGuess:
    """zxcvbn knows no Bulgarian ("библиотека1" is 4 of 4 to it), so it judges the Latin spelling with our words."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(
                _("The password is short: %(length)d of at least %(shortest)d characters. Write a few words in a row."),
                code="short",
                params={"length": len(password), "shortest": SHORTEST},
            )
        if score(password, user) < LOWEST_SCORE:
            raise ValidationError(
                _("This password is easy to guess. Write four words that do not go together."), code="guessable"
            )

    def get_help_text(self) -> str:
        return _("At least 12 characters. Four words that do not go together are easy to remember.")


def score(password: str, user: User | None = None) -> int:
    """0 to 4; the worse of the two readings of a password."""
    known = [*common_words(), *_own_words(user)]
    written = in_latin(password[:_JUDGED])
    return min(int(zxcvbn(reading, user_inputs=known)["score"]) for reading in {written, _without_chat(written)})


@cache
def common_words() -> tuple[str, ...]:
    """Each word in the official Latin spelling, and with `u` for ъ as many write it."""
    lines = [line for line in _WORDS.read_text("utf-8").splitlines() if not line.startswith("#")]
    words = [word for line in lines for word in line.split()]
    return tuple(dict.fromkeys(in_latin(spelled) for word in words for spelled in (word, word.replace("ъ", "u"))))


def in_latin(text: str) -> str:
    return "".join(_LATIN.get(letter, letter) for letter in text.lower())


def _without_chat(text: str) -> str:
    for pattern, official in _CHAT:
        text = re.sub(pattern, official, text)
    return text


def _own_words(user: User | None) -> list[str]:
    if user is None:
        return []
    parts = [*user.email.replace("@", ".").split("."), *user.name.split()]
    return [in_latin(part) for part in parts if len(part) > 2]
