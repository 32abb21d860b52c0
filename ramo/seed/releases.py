"""Digests of a release: of what ships, and of what turns it into index cards."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import ramo

ROOMS = Path(ramo.__file__).resolve().parent
CARD_MAKERS = (
    "*/cards.py", "search/data.py", "search/filing.py", "kit/bulgarian/*.py", "kit/bulgarian/dictionaries/*/*.marisa",
)  # fmt: skip


def content_digest(folder: Path) -> str:
    return _digest(path for path in folder.rglob("*") if path.suffix in {".csv", ".yaml", ".md", ".py"})


def cards_digest(rooms: Path = ROOMS) -> str:
    return _digest(path for pattern in CARD_MAKERS for path in rooms.glob(pattern))


def _digest(paths: Iterable[Path]) -> str:
    """Of names and contents: neither a touched nor a moved file misleads."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        if "tests" not in path.parts and path.is_file():
            digest.update(f"{path.name}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]
