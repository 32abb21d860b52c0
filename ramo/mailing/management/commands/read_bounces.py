"""ramo read-bounces [FILE]: hears that a letter came back."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ramo.mailing import jobs
from ramo.mailing.bounces import MAX_BYTES


class Command(BaseCommand):
    help = (
        "Reads notices about letters that came back: one (a file, or - for the standard input) or all of RAMO_BOUNCES."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="a notice, or - for the standard input; without it, the folder")

    def handle(self, *, file: str | None, **options: Any) -> None:
        if file is None:
            heard = jobs.read_bounces()
        elif file == "-":
            heard = int(jobs.hear(sys.stdin.buffer.read(MAX_BYTES + 1)))
        else:
            with Path(file).open("rb") as notice:
                heard = int(jobs.hear(notice.read(MAX_BYTES + 1)))
        self.stdout.write(f"Letters that came back: {heard}")
