"""The invented network as rows that are not saved yet: network.yaml → models."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from ramo.kit import clock
from ramo.network.models import Institution, Library
from ramo.resources.models import Resource
from ramo.seed.entries import Entry, read_yaml
from ramo.trust.models import Verifiable, Verification
from ramo.vocabularies.models import Settlement

VerifiableRow = TypeVar("VerifiableRow", bound=Verifiable)
FOLDER = Path(__file__).resolve().parent
FILE = "network.yaml"
SOURCE = "измислен източник"
ACCESS = ("is_step_free", "has_quiet_place", "has_printer", "has_wifi")
ADDRESS = "https://primer.invalid/{key}"


@dataclass(frozen=True, slots=True)
class Invented:
    settlements: list[Settlement]
    libraries: list[Library]
    institutions: list[Institution]
    resources: list[Resource]
    topics: dict[str, list[str]]
    reports: dict[str, str]
    busy: dict[str, int]  # number of a library → people helped on a usual day
    staff: list[Entry]
    doors: list[Entry]  # libraries with their hours, services and notices
    troubles: list[Entry]  # addresses that are not in order


def read_invented() -> Invented:
    content = read_yaml(FOLDER, FILE)
    settlements = {entry.text("ekatte"): _settlement(entry) for entry in content.entries("settlements")}
    institutions = {entry.text("key"): _institution(entry) for entry in content.entries("institutions")}
    libraries, resources = content.entries("libraries"), content.entries("resources")
    return Invented(
        settlements=list(settlements.values()),
        libraries=[_library(entry, settlements[entry.text("settlement")]) for entry in libraries],
        institutions=list(institutions.values()),
        resources=[_resource(entry, institutions[entry.text("owner")]) for entry in resources],
        topics={entry.text("key"): entry.lines("topics") for entry in resources},
        reports={entry.text("key"): entry.text("reported_bg") for entry in resources if entry.maybe("reported_bg")},
        busy={entry.text("number"): entry.number("busy") for entry in libraries},
        staff=content.entries("staff"),
        doors=libraries,
        troubles=content.entries("troubles"),
    )


def history(item: Verifiable) -> list[Verification]:
    """The confirmation that the dates of `item` speak of."""
    if item.verified_on is None or item.valid_until is None:
        return []
    return [
        Verification(
            target_kind=item._meta.label_lower,
            target_key=str(item.pk),
            verified_on=item.verified_on,
            verified_as=item.verified_as,
            source_label=item.source_label,
            source_url=item.source_url,
            valid_until=item.valid_until,
        )
    ]


def _settlement(entry: Entry) -> Settlement:
    return Settlement(
        ekatte=entry.text("ekatte"),
        kind_bg=entry.text("kind_bg"),
        name_bg=entry.text("name_bg"),
        name_en=entry.text("name_en"),
        municipality_id=entry.text("municipality"),
        postcode=entry.text("postcode"),
        lat=entry.fields["lat"],
        lon=entry.fields["lon"],
        is_demo=True,
    )


def _library(entry: Entry, settlement: Settlement) -> Library:
    library = Library(
        number=entry.text("number"),
        kind=entry.text("kind"),
        name_bg=entry.text("name_bg"),
        name_en=entry.text("name_en"),
        district_id=settlement.municipality_id[:3],
        municipality_id=settlement.municipality_id,
        settlement=settlement,
        place_bg=str(settlement),
        address_bg=entry.text("address_bg"),
        phone=entry.text("phone"),
        email=entry.text("email"),
        joined_on=clock.today() - timedelta(days=300),
        source_label=SOURCE,
        source_url=ADDRESS.format(key=entry.text("number").lower()),
        computers=entry.number("computers"),
        bus_bg=entry.maybe("bus_bg"),
        is_demo=True,
        **dict.fromkeys(entry.some_of("has", ACCESS), True),
    )
    return _dated(library, entry, "библиотеката", lambda checked: checked + Library.VALID_FOR)


def _institution(entry: Entry) -> Institution:
    return Institution(
        key=entry.text("key"),
        name_bg=entry.text("name_bg"),
        name_en=entry.text("name_en"),
        abbreviation_bg=entry.text("abbreviation_bg"),
        level=Institution.Level.LOCAL,
        district_id=entry.text("district"),
        website=ADDRESS.format(key=entry.text("key")),
        contact_email=entry.maybe("email"),
        is_demo=True,
        **{name: entry.maybe(name) for name in ("phone", "address_bg", "hours_bg")},
    )


def _resource(entry: Entry, owner: Institution) -> Resource:
    texts = ("gives_en", "phone", "needs_bg", "cost_bg", "name_en")
    resource = Resource(
        key=entry.text("key"),
        area_id=entry.text("area"),
        owner=owner,
        name_bg=entry.text("name_bg"),
        gives_bg=entry.text("gives_bg"),
        url=ADDRESS.format(key=entry.text("key")),
        how_to_bg=entry.lines("how_to_bg"),
        how_to_en=entry.lines("how_to_en"),
        languages=["bg"],
        source_label=owner.name_bg,
        source_url=ADDRESS.format(key=entry.text("key")),
        requires_verification=entry.flag("waits_for_expert"),
        is_demo=True,
        **{name: entry.maybe(name) for name in texts},
    )
    holds = entry.fields.get("holds", 0)
    return _dated(resource, entry, owner.abbreviation_bg, lambda _: clock.today() + timedelta(days=holds))


def _dated(item: VerifiableRow, entry: Entry, by: str, until: Callable[[date], date]) -> VerifiableRow:
    if "checked" in entry.fields:
        item.verified_on = clock.today() - timedelta(days=entry.number("checked"))
        item.verified_as, item.valid_until = by, until(item.verified_on)
    return item
