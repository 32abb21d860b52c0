"""ramo remove-demo: takes the invented network away."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ramo.demo.actions import remove


class Command(BaseCommand):
    help = "Takes away the invented network and all that hangs on it. What is real stays."

    def handle(self, **_: Any) -> None:
        count = remove()
        (settings.DATA / "demo-staff.txt").unlink(missing_ok=True)
        self.stdout.write(f"{count:,} invented rows taken away." if count else "There is nothing invented here.")
