"""One slip of the fingers: the words that somebody may have meant, the likeliest slip first."""

from collections.abc import Iterator

LETTERS = "абвгдежзийклмнопрстуфхцчшщъьюя"
SHORTEST, LONGEST = 4, 20

# Letters that sound alike where the stress is elsewhere or a word ends, so that people spell one for the other.
_HEARD_ALIKE = "аъ оу еи ий яа юу бп вф гк дт зс жш щш цс чц ьй яе"
_SLIP, _SWAP, _DOUBLE, _HEARD, _MISSED, _EXTRA = 1.5, 1.0, 0.8, 0.7, 1.1, 1.4
_FIRST_LETTER = 0.5  # people seldom miss the first one

_ALIKE = {pair for two in _HEARD_ALIKE.split() for pair in (two, two[::-1])}


def slips(word: str) -> dict[str, float]:
    """Every word one slip away with the cost of the cheapest slip: a letter missed, added, changed, two swapped."""
    if not SHORTEST <= len(word) <= LONGEST:
        return {}
    found: dict[str, float] = {}
    for meant, cost in _slips(word):
        if meant != word and cost < found.get(meant, float("inf")):
            found[meant] = cost
    return found


def _slips(word: str) -> Iterator[tuple[str, float]]:
    for place in range(len(word)):
        first = 0.0 if place else _FIRST_LETTER
        before, letter, after = word[:place], word[place], word[place + 1 :]
        doubled = before[-1:] == letter or after[:1] == letter
        yield before + after, first + (_DOUBLE if doubled else _EXTRA)
        if after:
            yield before + after[0] + letter + after[1:], first + _SWAP
        for other in LETTERS:
            yield before + other + after, first + (_HEARD if letter + other in _ALIKE else _SLIP)
            yield before + other + letter + after, first + (_DOUBLE if other == letter else _MISSED)
    for other in LETTERS:
        yield word + other, _MISSED
