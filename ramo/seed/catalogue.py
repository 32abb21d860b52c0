"""Institutions, resources and the paths that lead to them: files → rows, every key checked against its list."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ramo.network.data import InstitutionData
from ramo.resources.shipped import NeedColumns, ResourceColumns, ShippedNeed, ShippedResource, ShippedScreen
from ramo.vocabularies.data import AreaData

from .entries import Entry, Shelf, read_table, read_yaml, shelve

LEVELS = ("national", "district", "local")
CERTAINTIES = ("A", "B", "C")
RECOMMENDED = ("yes", "seen-not-recommended")
LANGUAGES = ("bg", "en")
ROOT = "root"
MOST_CHOICES = 4
FEWEST_STEPS, MOST_STEPS = 3, 6
NEEDS_FILE = "content/needs.yaml"
INSTITUTION_COLUMNS = [
    "key", "name_bg", "name_en", "abbreviation_bg", "level", "district_code", "website", "parent_key", "note_bg",
]  # fmt: skip
RESOURCE_COLUMNS = [
    "key", "name_bg", "owner_institution_key", "owner_text", "url", "phone", "area", "topic_keys", "gives_bg",
    "how_to_bg", "needs", "languages", "cost", "audience", "certainty", "recommended",
]  # fmt: skip


def institutions(folder: Path, districts: Collection[str]) -> Shelf[InstitutionData]:
    def make(entry: Entry) -> InstitutionData:
        return InstitutionData(
            key=entry.text("key"),
            name_bg=entry.text("name_bg"),
            name_en=entry.maybe("name_en"),
            abbreviation_bg=entry.maybe("abbreviation_bg"),
            level=entry.one_of("level", LEVELS),
            district_id=entry.maybe_one_of("district_code", districts),
            parent_id=entry.maybe("parent_key") or None,
            website=entry.maybe_address("website"),
            note_bg=entry.maybe("note_bg"),
        )

    file = "content/institutions.csv"
    shelf = shelve(file, read_table(folder, file, INSTITUTION_COLUMNS), make)
    for key, institution in shelf.rows.items():
        if institution.parent_id and institution.parent_id not in shelf.rows:
            raise shelf.refused(key, f"“parent_key”: there is no “{institution.parent_id}”")
    return shelf


def resources(
    folder: Path,
    areas: Collection[str],
    topics: Collection[str],
    institutions: Mapping[str, InstitutionData],
) -> Shelf[ShippedResource]:
    """A resource whose address nobody has seen (certainty C) is found by search only, as one not recommended is.

    Official services show before they are confirmed, with the line that says so, those of health too:
    it is the texts of health that wait for an expert (`needs`).
    """

    def make(entry: Entry) -> ShippedResource:
        owner = entry.maybe_one_of("owner_institution_key", institutions)
        certainty = entry.one_of("certainty", CERTAINTIES)
        columns = ResourceColumns(
            key=entry.text("key"),
            area_id=entry.one_of("area", areas),
            name_bg=entry.text("name_bg"),
            name_en=entry.maybe("name_en"),
            owner_id=owner,
            owner_text_bg="" if owner else entry.text("owner_text"),
            url=entry.maybe_address("url"),
            phone=entry.maybe("phone"),
            gives_bg=entry.text("gives_bg"),
            gives_en=entry.maybe("gives_en"),
            how_to_bg=entry.lines("how_to_bg"),
            how_to_en=entry.lines("how_to_en"),
            easy_bg=entry.lines("easy_bg"),
            easy_en=entry.lines("easy_en"),
            needs_bg=entry.maybe("needs"),
            needs_en=entry.maybe("needs_en"),
            cost_bg=entry.maybe("cost"),
            cost_en=entry.maybe("cost_en"),
            audience_bg=entry.maybe("audience"),
            audience_en=entry.maybe("audience_en"),
            languages=entry.some_of("languages", LANGUAGES),
            source_label=institutions[owner].name_bg if owner else entry.text("owner_text"),
            source_url=entry.maybe_address("url"),
            is_recommended=entry.one_of("recommended", RECOMMENDED) == "yes" and certainty != "C",
            requires_verification=False,
        )
        return ShippedResource(columns, sorted(entry.some_of("topic_keys", topics)))

    file = "content/resources.csv"
    return shelve(file, read_table(folder, file, RESOURCE_COLUMNS), make)


@dataclass(frozen=True, slots=True)
class Lists:
    """The keys that a need may point to."""

    areas: Mapping[str, AreaData]
    topics: Collection[str]
    notices: Collection[str]
    referrals: Collection[str]
    resources: Mapping[str, ShippedResource]


def screens(folder: Path) -> Shelf[ShippedScreen]:
    return shelve(NEEDS_FILE, _screens(read_yaml(folder, NEEDS_FILE)), _screen)


def needs(folder: Path, screens: Shelf[ShippedScreen], lists: Lists) -> Shelf[ShippedNeed]:
    content = read_yaml(folder, NEEDS_FILE)
    content.only("question_bg", "question_en", "menu", "leaves")
    places = _places(content)
    shelf = shelve(NEEDS_FILE, content.entries("leaves"), lambda entry: _need(entry, places, lists))
    if missing := [key for key in places if key not in shelf.rows]:
        raise content.refused(f"the menu leads to “{missing[0]}”, which is none of the leaves")
    if shared := [key for key in shelf.rows if key in screens.rows]:
        raise shelf.refused(shared[0], f"“{shared[0]}” is the key of a screen too")
    return shelf


def _screens(content: Entry) -> Iterator[Entry]:
    """The root, its choices, and theirs; each with its parent and place."""
    question = {name: content.fields.get(name) for name in ("question_bg", "question_en")}
    labels = {"label_bg": question["question_bg"], "label_en": question["question_en"]}
    yield Entry(content.file, 1, {"key": ROOT, "parent": "", "order": 0, **question, **labels})
    for order, top in enumerate(_choices(content, "menu"), start=1):
        yield _placed(top, ROOT, order)
        for suborder, choice in enumerate(_choices(top, "choices"), start=1):
            yield _placed(choice, top.text("key"), suborder)


def _screen(entry: Entry) -> ShippedScreen:
    return ShippedScreen(
        key=entry.text("key"),
        parent_id=entry.maybe("parent") or None,
        order=entry.number("order"),
        label_bg=entry.text("label_bg"),
        label_en=entry.text("label_en"),
        hint_bg=entry.maybe("hint_bg"),
        hint_en=entry.maybe("hint_en"),
        question_bg=entry.text("question_bg"),
        question_en=entry.text("question_en"),
        icon=entry.maybe("icon"),
    )


def _places(content: Entry) -> dict[str, tuple[str, int]]:
    """Key of each leaf → its screen and its place there."""
    places: dict[str, tuple[str, int]] = {}
    for top in content.entries("menu"):
        for choice in top.entries("choices"):
            leaves = choice.lines("leaves")
            if not 1 <= len(leaves) <= MOST_CHOICES:
                raise choice.refused(f"“leaves” must name 1 to {MOST_CHOICES}")
            for order, key in enumerate(leaves, start=1):
                if key in places:
                    raise choice.refused(f"“leaves”: “{key}” stands on another screen already")
                places[key] = (choice.text("key"), order)
    return places


def _need(entry: Entry, places: Mapping[str, tuple[str, int]], lists: Lists) -> ShippedNeed:
    key = entry.text("key")
    entry.only(
        "key", "area", "leads_only", "title_bg", "title_en", "steps_bg", "steps_en", "easy_bg", "easy_en",
        "papers_bg", "papers_en", "resources", "topics", "refer_to", "refer_bg", "refer_en", "boundary",
    )  # fmt: skip
    if key not in places:
        raise entry.refused(f"no screen leads to “{key}”")
    area = lists.areas[entry.one_of("area", lists.areas)]
    resources = _recommended(entry, lists.resources)
    steps = entry.lines("steps_bg")
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        raise entry.refused(f"“steps_bg” must have {FEWEST_STEPS} to {MOST_STEPS} steps")
    screen, order = places[key]
    source = lists.resources[resources[0]].columns
    columns = NeedColumns(
        key=key,
        screen_id=screen,
        order=order,
        area_id=area.key,
        title_bg=entry.text("title_bg"),
        title_en=entry.text("title_en"),
        steps_bg=steps,
        steps_en=entry.lines("steps_en"),
        easy_bg=entry.lines("easy_bg"),
        easy_en=entry.lines("easy_en"),
        papers_bg=entry.lines("papers_bg"),
        papers_en=entry.lines("papers_en"),
        refer_bg=entry.maybe("refer_bg"),
        refer_en=entry.maybe("refer_en"),
        referrals=entry.some_of("refer_to", lists.referrals),
        boundary_id=entry.maybe_one_of("boundary", lists.notices),
        source_label=source.source_label,
        source_url=source.source_url,
        requires_verification=area.requires_verification and not entry.flag("leads_only"),
    )
    return ShippedNeed(columns, sorted(entry.some_of("topics", lists.topics)), resources)


def _recommended(entry: Entry, resources: Mapping[str, ShippedResource]) -> list[str]:
    keys = entry.some_of("resources", resources)
    if not keys:
        raise entry.refused("“resources” must name one at least")
    for key in keys:
        if not resources[key].columns.is_recommended:
            raise entry.refused(f"“resources”: “{key}” is not recommended")
    return keys


def _choices(entry: Entry, name: str) -> list[Entry]:
    choices = entry.entries(name)
    if not 1 <= len(choices) <= MOST_CHOICES:
        raise entry.refused(f"“{name}” must offer 1 to {MOST_CHOICES} choices")
    return choices


def _placed(entry: Entry, parent: str, order: int) -> Entry:
    entry.only(
        "key", "icon", "label_bg", "label_en", "hint_bg", "hint_en", "question_bg", "question_en", "choices", "leaves"
    )
    return Entry(entry.file, entry.line, {**entry.fields, "parent": parent, "order": order})
