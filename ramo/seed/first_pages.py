"""Home and areas as they ship: the words above lists that make themselves."""

from collections.abc import Mapping
from pathlib import Path

from ramo.content.data import ShippedArea, ShippedHome
from ramo.content.models.pages import HOME_SLUG
from ramo.vocabularies.data import AreaData

from .entries import Entry, Shelf, read_yaml, shelve

FILE = "content/pages.yaml"


def home(folder: Path) -> Shelf[ShippedHome]:
    def make(entry: Entry) -> ShippedHome:
        entry.only("title_bg", "title_en", "lead_bg", "lead_en", "hint_bg", "hint_en")
        return ShippedHome(
            key=HOME_SLUG,
            title=entry.text("title_bg"),
            title_en=entry.text("title_en"),
            lead_bg=entry.text("lead_bg"),
            lead_en=entry.text("lead_en"),
            hint_bg=entry.text("hint_bg"),
            hint_en=entry.text("hint_en"),
        )

    return shelve(FILE, [read_yaml(folder, FILE).entry("home")], make)


def areas(folder: Path, areas: Mapping[str, AreaData]) -> Shelf[ShippedArea]:
    """One page an area; its title and lead are those of the list of areas until an editor writes others."""

    def make(entry: Entry) -> ShippedArea:
        area = areas[entry.one_of("key", areas)]
        return ShippedArea(area.key, area.name_bg, area.name_en, area.plain_bg, area.plain_en)

    return shelve(FILE, [Entry(FILE, 1, {"key": key}) for key in areas], make)
