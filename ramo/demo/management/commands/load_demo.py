"""ramo load-demo: puts the invented network up; `ramo serve --demo` calls it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ramo.demo.actions import show
from ramo.demo.errors import NotTheDemo


class Command(BaseCommand):
    help = "Puts up the invented demo network, or again when it is older than a week."

    def handle(self, **_: Any) -> None:
        hints = settings.DATA / "demo-staff.txt"
        try:
            if show(hints):
                self.stdout.write(f"    invented staff and their passwords: {hints}")
        except NotTheDemo as refusal:
            raise CommandError("Nothing invented comes into a real network; use `ramo serve --demo`.") from refusal
