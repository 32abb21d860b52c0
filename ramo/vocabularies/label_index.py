"""Labels by what their words say, packed so that a file of it is mapped, not read: numbers and a trie, no code. Pure.

A file is one of ours when it names the version that is asked for and its checksum holds; else it is made anew.
"""

import mmap
import os
import struct
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path
from typing import Self

import marisa_trie

Features = Mapping[str, float]

_MAGIC = b"ramo labels\n"
_HEAD = struct.Struct("<12s64sI5Q")  # magic, version, checksum of the rest, lengths of the five parts in bytes


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """`postings`: for a key the labels that hold it and how much it weighs in each. `owners`: whose a label is."""

    owners: Sequence[int]
    _keys: marisa_trie.Trie
    _starts: Sequence[int]
    _labels: "memoryview[int]"
    _weights: "memoryview[float]"

    @classmethod
    def of(cls, packed: bytes | mmap.mmap) -> Self:
        view, parts, start = memoryview(packed), [], _HEAD.size
        for length in _HEAD.unpack_from(packed)[3:]:
            parts.append(view[start : start + length])
            start += length
        owners, starts, labels, weights, keys = parts
        trie = marisa_trie.Trie()
        trie.map(keys)
        return cls(owners.cast("I"), trie, starts.cast("I"), labels.cast("I"), weights.cast("f"))

    def held(self, key: str) -> int:
        """How many labels hold it."""
        number = self._keys.get(key)
        return 0 if number is None else self._starts[number + 1] - self._starts[number]

    def rarity(self, key: str) -> float:
        return log(1 + len(self.owners) / self.held(key))

    def postings(self, key: str) -> Iterable[tuple[int, float]]:
        number = self._keys[key]
        some = slice(self._starts[number], self._starts[number + 1])
        return zip(self._labels[some].tolist(), self._weights[some].tolist(), strict=True)


def packed(version: str, labels: Sequence[tuple[int, Features]]) -> bytes:
    """Each label with the number of its owner."""
    held = Counter(key for _owner, features in labels for key in features)
    rarities = {key: log(1 + len(labels) / count) for key, count in held.items()}
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for label, (_owner, features) in enumerate(labels):
        length = sqrt(sum((weight * rarities[key]) ** 2 for key, weight in features.items())) or 1.0
        for key, weight in features.items():
            postings[key].append((label, weight * rarities[key] / length))
    trie = marisa_trie.Trie(postings)
    starts, numbers, weights = array("I", [0]), array("I"), array("f")
    for key in sorted(postings, key=trie.key_id):
        numbers.extend(label for label, _weight in postings[key])
        weights.extend(weight for _label, weight in postings[key])
        starts.append(len(numbers))
    owners = array("I", [owner for owner, _features in labels])
    parts = [owners.tobytes(), starts.tobytes(), numbers.tobytes(), weights.tobytes(), trie.tobytes()]
    body = b"".join(parts)
    return _HEAD.pack(_MAGIC, version.encode(), zlib.crc32(body), *map(len, parts)) + body


def opened(path: Path, version: str) -> LabelIndex | None:
    """What stands in the file, if it is whole and of this version."""
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # none, or an empty one
        return None
    return LabelIndex.of(mapped) if _is_ours(mapped, version) else None


def keep(path: Path, content: bytes) -> None:
    """Whole or not at all; who cannot write there does without."""
    half_made = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half_made.write_bytes(content)
        half_made.replace(path)
    except OSError:
        with suppress(OSError):
            half_made.unlink()


def _is_ours(mapped: mmap.mmap, version: str) -> bool:
    if len(mapped) < _HEAD.size:
        return False
    magic, known, checksum, *lengths = _HEAD.unpack_from(mapped)
    is_whole = (magic, known.decode(errors="replace")) == (_MAGIC, version) and sum(lengths) == len(mapped) - _HEAD.size
    return is_whole and zlib.crc32(memoryview(mapped)[_HEAD.size :]) == checksum
