"""ramo harvest [SOURCE]: reads the sources that are due now, or the one that is named."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from ramo.harvest.jobs import run_unless_it_breaks
from ramo.harvest.models import Source, SourceQuerySet
from ramo.harvest.reports import sentence
from ramo.kit import clock


class Command(BaseCommand):
    help = "Reads the sources that are due now, or the one that is named, and says what each run found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?", help="the key of one source, which is read though it is not due")

    def handle(self, *, source: str | None, **options: Any) -> None:
        found = _named(source) if source else Source.objects.due(clock.now())
        broken = 0
        for each in tqdm(found.select_related("institution"), desc="sources", unit="source", disable=None, leave=False):
            run = run_unless_it_breaks(each)
            broken += run is None
            self.stdout.write(f"{each.pk}: {sentence(run) if run else 'could not be run, see the log'}")
        if broken:
            raise CommandError(f"Sources that could not be run: {broken}")


def _named(key: str) -> SourceQuerySet:
    """Its switch is kept: what is off, or brought by a partner, no command reads."""
    found = Source.objects.read_by_clock().filter(pk=key)
    if not found.exists():
        raise CommandError(f"No source “{key}” that is switched on and has an address.")
    return found
