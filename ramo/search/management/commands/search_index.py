"""`ramo search-index`: how the copies of tantivy's index stand; with `--keep` keeps the one of this host."""

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ramo.search import outbox
from ramo.search.indexer import Indexer
from ramo.search.models import IndexCopy
from ramo.search.tantivy_index import Folder


class Command(BaseCommand):
    help = "Shows, keeps or builds anew the search index of this host (RAMO_SEARCH_ENGINE=tantivy)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep", action="store_true", help="runs until it is ended; `ramo serve` does it itself")
        parser.add_argument("--rebuild", action="store_true", help="whoever keeps the copy builds it anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"]:
            self._keep()
        elif options["rebuild"]:
            if not IndexCopy.objects.filter(pk=Folder().copy_id()).exists():
                raise CommandError("This host keeps no index yet; it is built at the first start with --keep.")
            outbox.mark(Folder().copy_id(), IndexCopy.State.BROKEN, "asked for by hand")
        for copy in IndexCopy.objects.all():
            self.stdout.write(
                f"{copy.host}  {copy.state} since {copy.since:%F %R}  seen {copy.seen_at:%F %R}  {copy.problem}"
            )

    def _keep(self) -> None:
        asked_to_end = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: asked_to_end.set())
        Indexer(say=self.stdout.write).keep(asked_to_end.is_set)
