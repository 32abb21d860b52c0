"""How people mistype Bulgarian, drawn by a die: Latin letters, look-alike letters, one slip. Shared by benches."""

import random

from ramo.kit.bulgarian.romanise import romanised

# What stands beside the official spelling in chats, each with its own habit.
_HABITS = (
    {"ч": "4", "ш": "6", "щ": "6t", "я": "q", "ъ": "u", "в": "w", "ж": "j", "ц": "c", "ю": "iu"},
    {"ч": "4", "ш": "6", "щ": "sht", "я": "ia", "ъ": "y", "ж": "j", "ц": "c", "й": "i", "ю": "iu"},
    {"я": "ia", "ц": "tz", "й": "j", "ъ": "u", "х": "h"},
    {"ж": "j", "ц": "c", "ю": "ju", "я": "ja", "й": "j", "щ": "sht", "ъ": "a"},
    {"я": "q", "ъ": "u", "ж": "v", "в": "w", "ч": "4", "ш": "6", "х": "x", "ц": "c"},
)
_TWINS = dict(zip("аеорсухАЕОРСУХКМНВТ", "aeopcyxAEOPCYXKMHBT", strict=True))
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъьюя"
_ROWS = ("явертъуиопшщ", "асдфгхйкл", "зьцжбнм")
_SLIPPING = 4  # letters a word must have to be slipped in


def in_latin(text: str, dice: random.Random, *, chat: bool) -> str:
    habit = dice.choice(_HABITS) if chat else {}
    return romanised("".join(habit.get(letter, letter) for letter in text.lower()))


def with_twins(text: str, dice: random.Random) -> str:
    """One word at least has Latin look-alikes among its letters, and keeps a letter of its own."""
    return " ".join(_twinned(word, dice) for word in text.split())


def with_a_slip(text: str, dice: random.Random) -> str:
    """One letter of one word is missed, added, changed or swapped with the next."""
    words = text.split()
    long_enough = [place for place, word in enumerate(words) if len(word) >= _SLIPPING]
    if not long_enough:
        return text
    place = dice.choice(long_enough)
    slipped = words[place]
    while slipped == words[place]:
        slipped = _slipped(words[place], dice)
    return " ".join([*words[:place], slipped, *words[place + 1 :]])


def _twinned(word: str, dice: random.Random) -> str:
    has_twins = [place for place, letter in enumerate(word) if letter in _TWINS]
    if len(has_twins) == len(word):
        has_twins = has_twins[1:]
    if not has_twins:
        return word
    taken = set(dice.sample(has_twins, dice.randint(1, len(has_twins))))
    return "".join(_TWINS[letter] if place in taken else letter for place, letter in enumerate(word))


def _slipped(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word) - 1)
    before, letter, next_letter, after = word[:place], word[place], word[place + 1], word[place + 2 :]
    ways = (
        before + next_letter + after,
        before + letter + _other(letter, dice) + next_letter + after,
        before + _other(letter, dice) + next_letter + after,
        before + next_letter + letter + after,
    )
    return dice.choice(ways)


def _other(letter: str, dice: random.Random) -> str:
    """Half of the time a neighbour on the keyboard."""
    row = next((row for row in _ROWS if letter in row), _LETTERS)
    at = row.find(letter)
    neighbours = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    return dice.choice(neighbours if neighbours and dice.random() < 0.5 else _LETTERS)
