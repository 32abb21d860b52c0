"""The desk's lists: what may be logged, what is said and never done, what ends a session."""

from collections.abc import Collection, Iterator
from pathlib import Path

from ramo.desk.models import LogOption
from ramo.desk.shipped import ShippedOption, ShippedScript, ShippedWipeItem

from .entries import Entry, Shelf, read_yaml, shelve

FILE = "content/desk.yaml"
LISTS = {
    "tasks": LogOption.List.TASK,
    "modes": LogOption.List.MODE,
    "minutes": LogOption.List.MINUTES,
    "age_bands": LogOption.List.AGE_BAND,
    "outcomes": LogOption.List.OUTCOME,
    "stop_reasons": LogOption.List.STOP_REASON,
    "referrals": LogOption.List.REFERRAL,
}


def options(folder: Path, areas: Collection[str]) -> Shelf[ShippedOption]:
    log = read_yaml(folder, FILE).entry("log")
    log.only(*LISTS)
    order: dict[str, int] = dict.fromkeys(LISTS, 0)

    def make(entry: Entry) -> ShippedOption:
        entry.only("list", "key", "area", "first_in", "bg", "en")
        name = entry.text("list")
        order[name] += 1
        return ShippedOption(
            list=LISTS[name],
            key=entry.text("key"),
            area_id=entry.maybe_one_of("area", areas),
            order=order[name],
            label_bg=entry.text("bg"),
            label_en=entry.text("en"),
            first_in=entry.some_of("first_in", areas),
        )

    return shelve(FILE, _with_their_list(log), make, key="name")


def scripts(folder: Path, areas: Collection[str], notices: Collection[str]) -> Shelf[ShippedScript]:
    def make(entry: Entry) -> ShippedScript:
        entry.only("area", "greeting_bg", "say_bg", "never_bg", "notice")
        return ShippedScript(
            area_id=entry.one_of("area", areas),
            greeting_bg=entry.text("greeting_bg"),
            say_bg=entry.lines("say_bg"),
            never_bg=entry.lines("never_bg"),
            notice_id=entry.maybe_one_of("notice", notices),
        )

    return shelve(FILE, read_yaml(folder, FILE).entries("scripts"), make, key="area_id")


def wipe_items(folder: Path) -> Shelf[ShippedWipeItem]:
    items = read_yaml(folder, FILE).entry("end_of_session").entries("items")
    order = {id(entry): number for number, entry in enumerate(items, start=1)}

    def make(entry: Entry) -> ShippedWipeItem:
        entry.only("key", "bg", "en")
        return ShippedWipeItem(entry.text("key"), order[id(entry)], entry.text("bg"), entry.text("en"))

    return shelve(FILE, items, make)


def _with_their_list(log: Entry) -> Iterator[Entry]:
    for name in LISTS:
        for entry in log.entries(name):
            yield Entry(entry.file, entry.line, {**entry.fields, "list": name})
