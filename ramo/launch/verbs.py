"""The verbs of `ramo`; what a person can cause ends in one sentence and code 1."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import psycopg

from ramo.launch.backup import backup
from ramo.launch.database import database_for
from ramo.launch.doctor import doctor
from ramo.launch.environment import prepare_environment
from ramo.launch.errors import LaunchRefused
from ramo.launch.places import DataFolder
from ramo.launch.preparation import forget_database_steps
from ramo.launch.restore import restore
from ramo.launch.serve import serve

Verb = Callable[[list[str]], int]
OWN_VERBS: dict[str, Verb] = {"serve": serve, "doctor": doctor, "backup": backup, "restore": restore}


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    name, *rest = arguments or ["help"]
    try:
        return OWN_VERBS[name](rest) if name in OWN_VERBS else manage([name, *rest])
    except LaunchRefused as refusal:
        print(refusal, file=sys.stderr)
    except OSError as problem:
        print(f"{problem.filename or 'The system'}: {problem.strerror or problem}", file=sys.stderr)
    except psycopg.OperationalError as problem:
        print(f"The database went away: {' '.join(str(problem).split())}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 1


# They change nothing that a start prepares; after any other command the next start looks again.
_HARMLESS = {"help", "version", "check", "diffsettings", "makemigrations", "showmigrations", "sqlmigrate", "findstatic"}


def manage(arguments: list[str]) -> int:
    """A management command, with a database for as long as it runs."""
    data = DataFolder.from_environment()
    with database_for(data, arguments[0]) as url:
        prepare_environment(data, url)
        from django.core.management import execute_from_command_line

        try:
            execute_from_command_line(["ramo", *arguments])
        finally:
            if arguments[0] not in _HARMLESS:
                forget_database_steps(url)
    return 0
