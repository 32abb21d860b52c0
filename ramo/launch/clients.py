"""Runs pg_dump and pg_restore against a database address, without the server's account."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ramo.launch.binaries import find_clients


def run_client(name: str, url: str, arguments: Sequence[str | Path], *, server_major: int) -> str:
    """Says what went wrong; empty when nothing did."""
    program = find_clients(server_major).program(name)
    done = subprocess.run(
        [str(program), f"--dbname={url}", "--no-password", *(str(part) for part in arguments)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    return "" if done.returncode == 0 else (done.stderr.strip() or f"{name} ended with code {done.returncode}")
