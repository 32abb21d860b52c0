"""Tells whether what a step was made from has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ramo.launch.places import CHECKOUT

REQUIREMENTS = CHECKOUT / "requirements.txt"
SETTINGS_FILE = CHECKOUT / "config" / "settings.py"


def fingerprint(files: Iterable[Path]) -> str:
    """Of names and contents, so that neither a touched nor a moved file misleads."""
    digest = hashlib.sha256()
    for path in sorted(set(files)):
        digest.update(f"{path}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def schema_files() -> list[Path]:
    """What the tables are made from; third-party migrations stand behind the pinned versions."""
    return [REQUIREMENTS, SETTINGS_FILE, *(CHECKOUT / "ramo").glob("*/migrations/*.py")]


def content_files() -> list[Path]:
    """The content and every module that could shape how it is stored; pages and their addresses cannot."""
    return [REQUIREMENTS, SETTINGS_FILE, *_files_of_rooms(_shapes_content)]


def demo_files() -> list[Path]:
    return [path for path in (CHECKOUT / "ramo" / "demo").rglob("*") if path.is_file() and not _is_made(path)]


def static_files() -> list[Path]:
    return [REQUIREMENTS, SETTINGS_FILE, *_files_of_rooms(lambda path: "static" in path.parts)]


def _files_of_rooms(wanted: Callable[[Path], bool]) -> Iterator[Path]:
    for path in (CHECKOUT / "ramo").rglob("*"):
        if not _is_made(path) and wanted(path.relative_to(CHECKOUT)) and path.is_file():
            yield path


def _is_made(path: Path) -> bool:
    return "__pycache__" in path.parts or path.suffix == ".mo"


def _shapes_content(path: Path) -> bool:
    if {"tests", "templates", "static", "styles", "locale"} & set(path.parts):
        return False
    room = path.parts[1]
    if room in {"launch", "demo", "design"}:
        return False
    return path.name not in {"views.py", "desk_views.py", "urls.py", "forms.py"}
