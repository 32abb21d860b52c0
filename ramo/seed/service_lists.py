"""Services of the network with their checklists: file → rows."""

from collections.abc import Collection, Iterator
from pathlib import Path

from ramo.services.shipped import ShippedCheck, ShippedService

from .entries import Entry, Shelf, read_yaml, shelve

FILE = "content/services.yaml"
FEWEST_CHECKS, MOST_CHECKS = 5, 8


def services(folder: Path, areas: Collection[str], institutions: Collection[str]) -> Shelf[ShippedService]:
    def make(entry: Entry) -> ShippedService:
        entry.only(
            "area", "name_bg", "name_en", "lead_bg", "lead_en", "gives_bg", "gives_en", "never_bg", "never_en",
            "partner", "training_bg", "indicators_bg", "concept", "checks",
        )  # fmt: skip
        area = entry.one_of("area", areas)
        return ShippedService(
            key=area,
            area_id=area,
            name_bg=entry.text("name_bg"),
            name_en=entry.maybe("name_en"),
            lead_bg=entry.text("lead_bg"),
            lead_en=entry.maybe("lead_en"),
            gives_bg=entry.lines("gives_bg"),
            gives_en=entry.lines("gives_en"),
            never_bg=entry.lines("never_bg"),
            never_en=entry.lines("never_en"),
            partner_id=entry.one_of("partner", institutions),
            training_bg=entry.text("training_bg"),
            indicators_bg=entry.lines("indicators_bg"),
            concept=entry.text("concept"),
        )

    return shelve(FILE, read_yaml(folder, FILE).entries("services"), make)


def checks(folder: Path) -> Shelf[ShippedCheck]:
    return shelve(FILE, _placed(read_yaml(folder, FILE)), _check)


def _placed(content: Entry) -> Iterator[Entry]:
    """Each with its service and its place there."""
    for service in content.entries("services"):
        found = service.entries("checks")
        if not FEWEST_CHECKS <= len(found) <= MOST_CHECKS:
            raise service.refused(f"“checks” must be {FEWEST_CHECKS} to {MOST_CHECKS}")
        for order, check in enumerate(found, start=1):
            check.only("key", "bg", "en", "optional")
            yield Entry(check.file, check.line, {**check.fields, "service": service.text("area"), "order": order})


def _check(entry: Entry) -> ShippedCheck:
    return ShippedCheck(
        key=entry.text("key"),
        service_id=entry.text("service"),
        order=entry.number("order"),
        text_bg=entry.text("bg"),
        text_en=entry.maybe("en"),
        is_required=not entry.flag("optional"),
    )
