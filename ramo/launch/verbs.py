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


USAGE = """\
ramo serve [--demo]     runs the site until Ctrl-C; also --port 8080, --host 0.0.0.0, --check
ramo doctor             says what is well and what to mend
ramo backup FILE        saves the whole database in one file, while the site runs
ramo restore FILE       brings a backup into an empty place
ramo help               lists every other command"""
# They change nothing that a start prepares; after any other command the next start looks again.
HARMLESS = {"help", "version", "check", "diffsettings", "makemigrations", "showmigrations", "sqlmigrate", "findstatic"}


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if not arguments or arguments[0].startswith("-"):
        print(USAGE)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        return _run(arguments[0].replace("-", "_"), arguments[1:])
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


def _run(verb: str, arguments: list[str]) -> int:
    if verb in OWN_VERBS:
        return OWN_VERBS[verb](arguments)
    data = DataFolder.from_environment()
    with database_for(data, verb) as url:
        prepare_environment(data, url)
        try:
            _manage(verb, arguments)
        finally:
            if verb not in HARMLESS:
                forget_database_steps(url)
    return 0


def _manage(command: str, arguments: list[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ramo", command, *arguments])
