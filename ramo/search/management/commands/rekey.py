"""`ramo rekey`: gives cards the keys of the analyser as it is now; the worker does it too, a little every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from ramo.search import rekeying
from ramo.search.vocabulary import recount


class Command(BaseCommand):
    help = "Analyses all cards again whose search keys an earlier version made."

    def handle(self, *args: Any, **options: Any) -> None:
        waiting, done = rekeying.behind(), 0
        for some in rekeying.rekey():
            done += some
            self.stdout.write(f"{done:,} of {max(waiting, done):,} cards")
        recount()
        self.stdout.write("All cards have the keys of the analyser as it is now.")
