"""Which passwords are refused: short ones, and those a stranger would try first, in Bulgarian too."""

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
_OFFICIAL = dict(
    zip("абвгдезийклмнопрстуфхъь", "abvgdeziyklmnoprstufhay", strict=True),
    ж="zh", ц="ts", ч="ch", ш="sh", щ="sht", ю="yu", я="ya",
)  # fmt: skip
_CHAT = {**_OFFICIAL, "ж": "j", "ц": "c", "ч": "4", "ш": "6", "щ": "6t", "ъ": "u", "й": "i", "я": "q", "ю": "iu"}


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
    """0 to 4; the worst of the readings of a password."""
    known = [*common_words(), *_own_words(user)]
    readings = {in_latin(password[:_JUDGED], _OFFICIAL), in_latin(password[:_JUDGED], _CHAT)}
    return min(int(zxcvbn(reading, user_inputs=known)["score"]) for reading in readings)


@cache
def common_words() -> tuple[str, ...]:
    """Each word in the official Latin spelling and in the one of chats."""
    words = [
        word for line in _WORDS.read_text("utf-8").splitlines() if not line.startswith("#") for word in line.split()
    ]
    return tuple(dict.fromkeys(in_latin(word, table) for word in words for table in (_OFFICIAL, _CHAT)))


def in_latin(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text.lower())


def _own_words(user: User | None) -> list[str]:
    if user is None:
        return []
    parts = [*user.email.replace("@", ".").split("."), *user.name.split()]
    return [in_latin(part, _OFFICIAL) for part in parts if len(part) > 2]
