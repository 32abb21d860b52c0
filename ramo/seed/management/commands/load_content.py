"""ramo load-content: brings what ships; runs at each start."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ramo.seed.actions import load
from ramo.seed.data import Brought
from ramo.seed.errors import ContentRefused
from ramo.vocabularies import known_occupations

SHOWN = 10


class Command(BaseCommand):
    help = "Brings registers and content that ship with this release. Never overwrites an edit."

    def handle(self, **_: Any) -> None:
        try:
            brought = load()
        except ContentRefused as refusal:
            raise CommandError(f"Nothing was loaded. {refusal}") from refusal
        for line in _report(brought):
            self.stdout.write(line)
        known_occupations.recogniser().prepare()


def _report(brought: list[Brought]) -> Iterator[str]:
    created, updated = sum(kind.created for kind in brought), sum(kind.updated for kind in brought)
    if created or updated:
        yield f"    {created:,} rows created, {updated:,} updated"
    for kind in brought:
        yield from _named(kind.kind, kind.kept, "ship changed, but somebody edited or confirmed them; left as they are")
        yield from _named(kind.kind, kind.unshipped, "no longer ship; left as they are")


def _named(kind: str, keys: list[str], what: str) -> Iterator[str]:
    if keys:
        more = f" and {len(keys) - SHOWN:,} more" if len(keys) > SHOWN else ""
        yield f"    {kind}: {', '.join(keys[:SHOWN])}{more} {what}"
