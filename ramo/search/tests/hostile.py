"""Questions that nobody means well by, drawn by a die: the same ones for each seed. For tests and benches."""

import random
from collections.abc import Callable, Iterator

LETTERS = "абвгдежзийклмнопрстуфхцчшщъьюяѝѐыэё"
LATIN = "abcdefghijklmnopqrstuvwxyz46"
SIGNS = "'\"\\&|!:*()<>%_{}[]$#@^~`?;,./-+="
CONTROL = "".join(map(chr, range(32))) + "\x7f\x85\u2028\u2029\ufffe\ufeff"
HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2069\u0301\u0300"
FOREIGN = "אבגדעربيةहिन्दी中文字日本語한국어ΑΩßæøşțğ"
EMOJI = "😀🧵👩‍🔧🏳️‍🌈❤️🇧🇬"
SQL = (
    "'; DROP TABLE search_indexcard; --", "1' OR '1'='1", "%' AND 1=0 UNION SELECT * FROM accounts_user --",
    "\\'; SELECT pg_sleep(10); --", "x'::tsquery", "$$;COPY", "/**/OR/**/1=1", "%s %(x)s %%", "E'\\x41'",
)  # fmt: skip
SYNTAX = (
    "a:* & !b | (c <-> d)", "title:работа AND NOT text:*", "работа~2 ^5", '"работа', "((((((((((", "работа*:A",
    "!!!!!", "a <2> b", "[a TO z]", "/.*работа.*/", "<script>alert(1)</script>", "{{7*7}} {% load x %}", "${jndi:x}",
)  # fmt: skip


def _of(alphabet: str, most: int) -> Callable[[random.Random], str]:
    return lambda dice: "".join(dice.choices(alphabet, k=dice.randint(1, most)))


def _words(alphabet: str, most: int) -> Callable[[random.Random], str]:
    return lambda dice: " ".join(_of(alphabet, 12)(dice) for _ in range(dice.randint(1, most)))


_SORTS: tuple[Callable[[random.Random], str], ...] = (
    _of(CONTROL, 200),
    _of(CONTROL + LETTERS + HIDDEN, 200),
    _of(LETTERS, 100_000),
    _words(LETTERS, 5_000),
    _words(LETTERS, 14),
    _words(LATIN, 14),
    _words(LETTERS + LATIN, 20),
    _of("*%?_", 200),
    lambda dice: " ".join(f"{_of(LETTERS, 2)(dice)}*" for _ in range(60)),
    _words(FOREIGN + HIDDEN, 20),
    _words(EMOJI, 20),
    _of(EMOJI + HIDDEN + LETTERS, 200),
    lambda dice: dice.choice(SQL) + _of(SIGNS, 20)(dice),
    lambda dice: dice.choice(SYNTAX) * dice.randint(1, 8),
    _of(SIGNS, 200),
    _of(SIGNS + LETTERS + LATIN, 200),
    _of("0123456789.-/", 200),
    lambda dice: dice.choice(LETTERS) * dice.randint(1, 200),
    lambda dice: dice.choice(("sht", "6t", "4", "ia", "yu", "dj")) * dice.randint(1, 60),
    lambda dice: "-".join(_of(LETTERS, 4)(dice) for _ in range(40)),
    lambda dice: "e\u0301" * dice.randint(1, 100),
    lambda dice: "".join(map(chr, dice.choices(range(0x20, 0xD7FF), k=dice.randint(1, 200)))),
    lambda dice: "".join(map(chr, dice.choices(range(0x10000, 0x10FFFF), k=dice.randint(1, 100)))),
)


def questions(count: int, seed: int = 0) -> Iterator[str]:
    """Each sort in turn."""
    dice = random.Random(seed)
    for number in range(count):
        yield _SORTS[number % len(_SORTS)](dice)
