"""How common words are: the short Bulgarian list of wordfreq, in steps of a hundredth of a decade."""

import gzip
import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ramo.kit.bulgarian.fold import fold
from ramo.kit.bulgarian.lexicon import MOST_COMMON, RAREST_COUNTED

SHA256 = "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473"
_LIST = "wordfreq/data/small_bg.msgpack.gz"
_STEPS_A_TIER = 75
_WORD = re.compile("[а-я]+")


def tiers(wheel: Path) -> dict[str, int]:
    """Folded words → RAREST_COUNTED … MOST_COMMON."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{wheel} is not wordfreq-3.1.1-py3-none-any.whl: its SHA-256 differs")
    with zipfile.ZipFile(wheel) as archive:
        _, *steps = _Packed(gzip.decompress(archive.read(_LIST))).value()
    found: dict[str, int] = {}
    for step, words in enumerate(steps):
        tier = RAREST_COUNTED + (len(steps) - 1 - step) // _STEPS_A_TIER
        for word in filter(_WORD.fullmatch, map(fold, words)):
            found.setdefault(word, min(tier, MOST_COMMON))
    return found


class _Packed:
    """As much of MessagePack as the list needs: small numbers, texts, arrays and maps."""

    def __init__(self, content: bytes) -> None:
        self._content, self._place = content, 0

    def value(self) -> Any:
        mark = self._number(1)
        if mark < 0x80:
            return mark
        if mark < 0x90:
            return {self.value(): self.value() for _ in range(mark & 0x0F)}
        if mark < 0xA0:
            return list(self._values(mark & 0x0F))
        if mark < 0xC0:
            return self._text(mark & 0x1F)
        if mark in {0xD9, 0xDA}:
            return self._text(self._number(mark - 0xD8))
        if mark in {0xDC, 0xDD}:
            return list(self._values(self._number(2 * (mark - 0xDB))))
        raise ValueError(f"mark {mark:#x} is not expected in the list")

    def _values(self, count: int) -> Iterator[Any]:
        for _ in range(count):
            yield self.value()

    def _text(self, length: int) -> str:
        return self._taken(length).decode()

    def _number(self, length: int) -> int:
        return int.from_bytes(self._taken(length), "big")

    def _taken(self, length: int) -> bytes:
        self._place += length
        return self._content[self._place - length : self._place]
