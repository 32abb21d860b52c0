"""A closing report read back from what was frozen: exact on the page, without small counts where it leaves us."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.events.outcome_forms import OF_EVERY_CARD
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.kit.spreadsheet import Cell
from ramo.kit.withholding import LEAST, withheld
from ramo.kit.withholding import Sum as Adding
from ramo.printing import pdf
from ramo.vocabularies.models import District

from . import closing_actions, progress
from .data import Target
from .models import ClosingReport
from .progress import Figures, Progress, Row

WITHHELD = "–"
COLUMNS = ("libraries", "tasks_done", "sessions", "attendances", "desk_acts", "cards")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`answers`: of each question how many answered and how many agreed; `choices`: how often each was taken."""

    title: str
    number: str
    days: str
    partner: str
    note: str
    progress: Progress
    answers: list[tuple[str, int | None, int | None]]
    choices: list[tuple[str, list[tuple[str, int | None]]]]


def exact(report: ClosingReport) -> Sheet:
    content = report.content
    districts = {each.pk: each for each in District.objects.all()}
    rows = [
        Row(districts[each["district"]], Figures(**each["figures"]), Target(**each["target"]))
        for each in content["rows"]
        if each["district"] in districts
    ]
    first, last = (words.day(date.fromisoformat(content[name])) for name in ("from", "to"))
    return Sheet(
        title=f"{content['title']} {content['label']}",
        number=report.number,
        days=f"{first} – {last}",
        partner=content["partner"],
        note=content["note"],
        progress=progress.whole(rows),
        answers=[(str(OF_EVERY_CARD[name]), asked, agreed) for name, asked, agreed in content["answers"]],
        choices=[(text, [(choice, count) for choice, count in given]) for text, given in content["choices"]],
    )


def outward(report: ClosingReport) -> Sheet:
    """What may leave the house: no small count, and none that follows from others."""
    sheet = exact(report)
    return replace(
        sheet,
        note="",  # for ourselves
        progress=progress.in_public(sheet.progress),
        answers=[(text, *_pair(asked, agreed)) for text, asked, agreed in sheet.answers],
        choices=[(text, _without_small(given)) for text, given in sheet.choices],
    )


def table_of(report: ClosingReport) -> Iterator[Sequence[Cell]]:
    """Counts that are not said are empty cells."""
    sheet = outward(report)
    yield (sheet.title, sheet.days, sheet.number)
    yield (_("Code"), *heads())
    for row in sheet.progress.rows:
        yield (row.district.pk, row.district.name_bg, *_cells(row.figures))
    yield ("", _("In all"), *_cells(sheet.progress.total))


def file_of(report: ClosingReport) -> bytes:
    with translation.override(SOURCE_LANGUAGE):
        sheet = outward(report)
        rows = [[row.district.name_bg, *_printed(row.figures)] for row in sheet.progress.rows]
        few = _("Counts of people under %(least)d are not said.") % {"least": LEAST}
        demo = _("Demonstration: some of the libraries, people and phone numbers are invented.")
        return pdf.render(
            "figures.typ",
            {
                "language": SOURCE_LANGUAGE,
                "title": sheet.title,
                "facts": [sheet.days, *([sheet.partner] if sheet.partner else []), sheet.number],
                "heads": list(heads()),
                "rows": [*rows, [_("In all"), *_printed(sheet.progress.total)]],
                "answers": _sentences(sheet),
                "check": f"{few} {report.digest[:16]}",
                "demo": demo if report.edition.is_demo else "",
                "words": {"districts": _("By district"), "answers": _("What people answered")},
            },
        )


def heads() -> tuple[str, ...]:
    return (
        _("District"),
        _("Libraries"),
        _("Tasks done"),
        _("Lessons and meetings"),
        _("People who came"),
        _("Served at the desk"),
        _("Exit cards"),
    )


def digest_of(report: ClosingReport) -> str:
    return closing_actions.digest_of(report.content)


def _sentences(sheet: Sheet) -> list[list[str]]:
    agreed = _("%(agreed)s of %(asked)s agree")
    said = [[text, agreed % {"agreed": _shown(yes), "asked": _shown(asked)}] for text, asked, yes in sheet.answers]
    chosen = ([text, "; ".join(f"{name}: {_shown(count)}" for name, count in given)] for text, given in sheet.choices)
    return [*said, *chosen]


def _pair(asked: int | None, agreed: int | None) -> tuple[int | None, int | None]:
    """Neither who agreed nor who did not may be few."""
    asked, agreed = asked or 0, agreed or 0
    is_told = asked >= LEAST and (agreed == 0 or agreed >= LEAST) and (agreed == asked or asked - agreed >= LEAST)
    return (asked if asked >= LEAST or not asked else None), (agreed if is_told or not asked else None)


def _without_small(given: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """Nor what follows from how many answered."""
    counts = {number: count or 0 for number, (_text, count) in enumerate(given)}
    asked = -1
    hidden = withheld(counts | {asked: sum(counts.values())}, [Adding(asked, list(counts))])
    return [(text, None if number in hidden else count) for number, (text, count) in enumerate(given)]


def _cells(figures: Figures) -> list[Cell]:
    return [getattr(figures, name) for name in COLUMNS]


def _printed(figures: Figures) -> list[str]:
    return [_shown(getattr(figures, name)) for name in COLUMNS]


def _shown(count: int | None) -> str:
    return WITHHELD if count is None else str(count)
