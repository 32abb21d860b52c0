"""Bulgarian typed with Latin letters: the official spelling, the older ones and those of chats."""

import heapq
import re
from collections.abc import Callable, Iterator

MAX_CANDIDATES = 128
MAX_LENGTH = 40
MAX_SWAPS = 4  # letters read in another way than the commonest, a word

_LATIN_WORD = re.compile(r"(?=.*[a-z])[a-z0-9]+")
# No Bulgarian word has й after a consonant, ь before another letter than о, or ъ at its end.
_IMPOSSIBLE = re.compile(r"[бвгджзклмнпрстфхцчшщ]й|ь(?!о)|ъ$|[ъь]{2}")

# Latin letters → Bulgarian ones, the commonest reading first.
_READINGS: dict[str, tuple[str, ...]] = {
    "sht": ("щ",), "6t": ("щ",), "dzh": ("дж",), "dj": ("дж",), "zh": ("ж",), "jh": ("ж",),
    "ch": ("ч",), "sh": ("ш",), "ts": ("ц", "тс"), "tz": ("ц",), "kh": ("х",), "ph": ("ф",),
    "yu": ("ю",), "iu": ("ю", "иу"), "ju": ("ю", "жу"), "ya": ("я",), "ia": ("ия", "я", "иа"),
    "ja": ("я", "жа"), "yo": ("йо", "ьо"), "io": ("ио", "йо", "ьо"), "jo": ("йо", "ьо", "жо"),
    "a": ("а", "ъ"), "b": ("б",), "c": ("ц", "к", "с"), "d": ("д",), "e": ("е",), "f": ("ф",),
    "g": ("г",), "h": ("х",), "i": ("и", "й"), "j": ("ж", "й"), "k": ("к",), "l": ("л",),
    "m": ("м",), "n": ("н",), "o": ("о",), "p": ("п",), "q": ("я",), "r": ("р",), "s": ("с",),
    "t": ("т",), "u": ("у", "ъ", "ю"), "v": ("в", "ж"), "w": ("в",), "x": ("х", "кс", "ь"),
    "y": ("й", "ъ", "и", "у"), "z": ("з",), "4": ("ч",), "6": ("ш",),
}  # fmt: skip
_LONGEST = max(map(len, _READINGS))


def is_latin(word: str) -> bool:
    """Whether a folded word may be Bulgarian in Latin letters: those and digits, a letter at least."""
    return len(word) <= MAX_LENGTH and bool(_LATIN_WORD.fullmatch(word))


def readings(word: str) -> dict[str, int]:
    """Readings of a folded Latin-typed word with their swaps, the likeliest first, at most MAX_CANDIDATES."""
    found: dict[str, int] = {}
    for swaps, said in _readings(word) if is_latin(word) else ():
        found.setdefault(said, swaps)
    return found


def candidates(word: str) -> list[str]:
    return list(readings(word))


def best(word: str, known: Callable[[str], bool]) -> str | None:
    """The likeliest reading that `known` (a lexicon, an index) knows."""
    return next(filter(known, candidates(word)), None)


def _readings(word: str) -> Iterator[tuple[int, str]]:
    """Best-first over the word: fewest swaps, then the earliest found."""
    queue: list[tuple[int, int, int, str]] = [(0, 0, 0, "")]
    serial = yielded = 0
    while queue and yielded < MAX_CANDIDATES:
        swaps, negative_position, _, said = heapq.heappop(queue)
        position = -negative_position
        if position == len(word):
            if not _IMPOSSIBLE.search(said):
                yielded += 1
                yield swaps, said
            continue
        for length, cost, letters in _steps(word, position):
            if swaps + cost <= MAX_SWAPS:
                serial += 1
                heapq.heappush(queue, (swaps + cost, -(position + length), serial, said + letters))


def _steps(word: str, position: int) -> Iterator[tuple[int, int, str]]:
    """Ways to read on from a position: (Latin letters used, swaps, Bulgarian letters).

    The longest spelling is the expected one; reading its letters one by one costs a swap.
    """
    detour = 0
    for length in range(min(_LONGEST, len(word) - position), 0, -1):
        spelled = word[position : position + length]
        readings = _READINGS.get(spelled, (spelled,) if spelled.isdigit() else ())
        for swap, letters in enumerate(readings):
            yield length, detour + min(swap, 1), letters
        detour = detour or int(bool(readings))
