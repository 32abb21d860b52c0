"""Tells whether what a step was made from has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
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
