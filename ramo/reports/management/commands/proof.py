"""`ramo proof PARTNER FIRST LAST [--district MON] [--reason …] [--pdf FILE]`: makes a proof of delivery at once."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from ramo.desk.data import Period
from ramo.network.models import Institution
from ramo.reports import actions
from ramo.reports.data import Step, Subject
from ramo.reports.errors import PeriodNotOver, PeriodUnfit, ReasonNeeded
from ramo.vocabularies.models import District


class Command(BaseCommand):
    help = "Makes a frozen proof of delivery for a partner and says its number. Dates as 2026-01-31."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("partner", help="the key of the institution")
        parser.add_argument("first", type=date.fromisoformat)
        parser.add_argument("last", type=date.fromisoformat)
        parser.add_argument("--district", help="its code; without it the whole network")
        parser.add_argument("--reason", default="", help="why another, where one stands already")
        parser.add_argument("--pdf", type=Path, help="also write the paper to this file")

    def handle(self, *, first: date, last: date, reason: str, pdf: Path | None, **given: Any) -> None:
        subject = Subject(_institution(given["partner"]), _district(given["district"]), Period(first, last))
        try:
            wanted = actions.order(subject, reason=reason, by=None)
        except (PeriodNotOver, PeriodUnfit) as refusal:
            raise CommandError("The period is over by yesterday at the latest, and lasts a year at most.") from refusal
        except ReasonNeeded as refusal:
            raise CommandError("There is a proof of this already: say --reason why there is another.") from refusal
        with tqdm(desc="proof", unit="step", disable=None, leave=False) as bar:
            proof = actions.make(wanted, also_tell=lambda step: _show(bar, step))
        if pdf:
            pdf.write_bytes(bytes(proof.pdf))
        self.stdout.write(f"{proof.number} {proof.fingerprint}")


def _show(bar: "tqdm[Any]", step: Step) -> None:
    bar.total, bar.n = step.of, step.done
    bar.set_postfix_str(step.doing)


def _institution(key: str) -> Institution:
    found = Institution.objects.filter(pk=key).first()
    if found is None:
        raise CommandError(f"No institution “{key}”.")
    return found


def _district(code: str | None) -> District | None:
    if code is None:
        return None
    found = District.objects.filter(pk=code).first()
    if found is None:
        raise CommandError(f"No district “{code}”.")
    return found
