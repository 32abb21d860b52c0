"""Runs PostgreSQL's own clients against a database address: dump, and restore in one transaction."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from ramo.launch.binaries import find_dumper, find_restorer

# Written by pg_restore 17 and newer, unknown to older servers, and without meaning for a restore.
_NEWER_SETTING = b"SET transaction_timeout = 0;\n"


def dump(url: str, file: Path, *, snapshot: str, server_major: int) -> str:
    """Says what went wrong; empty when nothing did. Owners and rights are left out: they belong to the place."""
    options = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments", "--no-password"]
    program = find_dumper(server_major).program("pg_dump")
    return _run(program, *options, f"--dbname={url}", f"--snapshot={snapshot}", f"--file={file}")


def restore_dump(url: str, file: Path) -> str:
    """Says what went wrong; then nothing was changed. By way of a script, which older servers understand too."""
    programs = find_restorer()
    script = file.with_suffix(".sql")
    options = ["--no-owner", "--no-privileges", "--no-comments", f"--file={script}"]
    problem = _run(programs.program("pg_restore"), *options, str(file))
    if problem:
        return problem
    plain = file.with_suffix(".plain.sql")
    with script.open("rb") as lines, plain.open("wb") as kept:
        kept.writelines(line for line in lines if line != _NEWER_SETTING)
    options = ["--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    return _run(programs.program("psql"), *options, f"--dbname={url}", "--output=/dev/null", f"--file={plain}")


def _run(program: Path, *arguments: str) -> str:
    done = subprocess.run(
        [str(program), *arguments],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env={**os.environ, "LC_ALL": "C", "PGCLIENTENCODING": "UTF8"},
    )
    return "" if done.returncode == 0 else (done.stderr.strip() or f"{program.name} ended with {done.returncode}")
