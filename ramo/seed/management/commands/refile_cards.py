"""ramo refile-cards: makes all index cards anew."""

from typing import Any

from django.core.management.base import BaseCommand

from ramo.seed.actions import file_all_cards


class Command(BaseCommand):
    help = "Makes the index card of everything that can be found anew, from what stands in the database."

    def handle(self, **_: Any) -> None:
        self.stdout.write(f"{file_all_cards():,} cards filed.")
