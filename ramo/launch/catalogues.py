"""Compiles the message catalogues that are out of step with their texts."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from ramo.launch.errors import StepFailed
from ramo.launch.places import CHECKOUT


def compile_catalogues(root: Path = CHECKOUT / "ramo") -> int:
    """Says how many were compiled. A compiled catalogue bears the date of its text: equal dates mean in step."""
    stale = [path for path in sorted(root.glob("**/locale/*/LC_MESSAGES/*.po")) if not _in_step(path)]
    for path in stale:
        _compile(path)
    return len(stale)


def _in_step(text: Path) -> bool:
    compiled = text.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns == text.stat().st_mtime_ns


def _compile(text: Path) -> None:
    found = text.stat()
    compiled = text.with_suffix(".mo")
    half_made = compiled.with_name(f"{compiled.name}.{os.getpid()}")
    try:
        with text.open("rb") as source:
            catalogue = read_po(source, abort_invalid=True)
        with half_made.open("wb") as target:
            write_mo(target, catalogue)
    except (PoFileError, UnicodeDecodeError) as problem:
        raise StepFailed(f"The translations in {text} cannot be read: {problem}") from None
    except PermissionError as problem:
        raise StepFailed(f"The translations cannot be compiled: {text.parent} is not writable.") from problem
    os.utime(half_made, ns=(found.st_atime_ns, found.st_mtime_ns))
    half_made.replace(compiled)
