"""A frozen proof on paper and as a table: both in Bulgarian, both from the same content."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.kit import qr
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.kit.spreadsheet import Cell, write_csv
from ramo.printing import pdf

from .content import Content, changes
from .figures import CHAPTERS, WITHHELD_HOW, Chapter, Figure
from .models import fingerprint_of
from .numbers import Number

GROUP = 4  # letters of a fingerprint that are read at once


def check_address(number: Number) -> str:
    with translation.override(SOURCE_LANGUAGE):
        return f"{settings.PUBLIC_ADDRESS}{reverse('reports:proof_check', args=[number.slug])}"


def spaced(fingerprint: str) -> str:
    return " ".join(fingerprint[start : start + GROUP] for start in range(0, len(fingerprint), GROUP))


def shown(value: int | None) -> str:
    """With a hard space between thousands; what is withheld has a word."""
    return _("withheld") if value is None else f"{value:,}".replace(",", words.HARD_SPACE)


def territory_name(content: Content) -> str:
    name = content["territory"]["name"]
    return _("district of %(name)s") % {"name": name} if name else _("the whole country")


def place_names(content: Content) -> list[str]:
    return [place.get("name") or _("no place named") for place in content["places"]]


def done_of(duty: dict[str, Any]) -> str:
    """What is owed when asked has no plan."""
    return f"{duty['done']} / {duty['planned']}" if duty["planned"] else str(duty["done"])


def proof_pdf(content: Content, number: Number, before: Content | None, *, is_demo: bool) -> bytes:
    with translation.override(SOURCE_LANGUAGE):
        return pdf.render("proof.typ", _data(content, number, before, is_demo=is_demo))


def proof_csv(content: Content) -> bytes:
    """One row a figure and place, so that tables of several proofs stand under each other."""
    with translation.override(SOURCE_LANGUAGE):
        return write_csv(_rows(content))


def _rows(content: Content) -> Iterator[Sequence[Cell]]:
    heads = (
        _("Number of the proof"),
        _("Partner"),
        _("From"),
        _("To"),
        _("Code"),
        _("Place"),
        _("Figure"),
        _("Meaning"),
    )
    yield (*heads, _("Count"), _("Withheld"))
    period = content["period"]
    of = (content["number"], content["partner"]["name"], period["first"], period["last"])
    names = place_names(content)
    by_key = {figure["key"]: figure for figure in content["figures"]}
    for figure in (figure for chapter in CHAPTERS for figure in chapter.figures if figure.key in by_key):
        given = by_key[figure.key]
        called = (figure.key, str(figure.name))
        yield (*of, "", _("in all"), *called, *_cells(given["total"]))
        for place, name, value in zip(content["places"], names, given["places"], strict=False):
            yield (*of, place["code"], name, *called, *_cells(value))
    for duty in content["duties"]:
        yield (*of, "", duty["agreement"], "duty_done", duty["text"], duty["done"], "")
        yield (*of, "", duty["agreement"], "duty_planned", duty["text"], duty["planned"], "")
    yield (*of, "", "", "fingerprint", "SHA-256", fingerprint_of(content), "")


def _cells(value: int | None) -> tuple[Cell, Cell]:
    return (value, "") if value is not None else ("", _("yes"))


def _data(content: Content, number: Number, before: Content | None, *, is_demo: bool) -> dict[str, object]:
    address, fingerprint = check_address(number), fingerprint_of(content)
    code = qr.path(address)
    return {
        "language": SOURCE_LANGUAGE,
        "title": _("Proof of delivery"),
        "number": str(number),
        "fingerprint": fingerprint,
        "spaced": spaced(fingerprint),
        "facts": _facts(content),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "qr": {"size": code.size, "d": code.d, "alt": _("QR code of the page that checks this number")},
        "replaces": _replaced(content, before) if before else None,
        "chapters": [chapter_of(chapter, content) for chapter in CHAPTERS if given_in(chapter, content)],
        "duties": [[duty["text"], duty["agreement"], done_of(duty)] for duty in content["duties"]],
        "demo": _("Demonstration: libraries, people and figures are invented.") if is_demo else "",
        "words": _words(),
    }


def _words() -> dict[str, object]:
    return {
        "page": _("page"),
        "of": _("of"),
        "check": _("Is this paper genuine? Scan the code or type the number here:"),
        "fingerprint": _("The page there must show the same fingerprint of the figures (SHA-256):"),
        "reason": _("Why:"),
        "same": _("No total has changed."),
        "how": _("How we count"),
        "idle": _("Zero in all of it:"),
        "duties": _("Duties of the partner under agreements"),
        "duties-how": _("Of agreements in force in the period. A national one is counted whole."),
        "duty-heads": [_("Duty"), _("Agreement"), _("Done of planned")],
        "small": _("Small counts and corrections"),
        "withheld": str(WITHHELD_HOW),
        "frozen": _(
            "These figures were frozen on the day of this paper. What is noted later changes nothing here: a new"
            " paper with a new number says what changed and why."
        ),
    }


def _facts(content: Content) -> list[list[str]]:
    period = content["period"]
    first, last, made = (date.fromisoformat(day) for day in (period["first"], period["last"], content["made_on"]))
    offices = len(content["partner"]["offices"]) - 1
    partner = content["partner"]["name"]
    if offices:
        partner = _("%(name)s with its offices (%(number)d)") % {"name": partner, "number": offices}
    return [
        [_("Partner"), partner],
        [_("Period of the proof"), f"{words.day(first)} – {words.day(last)}"],
        [_("Territory"), territory_name(content)],
        [_("Made on"), words.day(made)],
    ]


def _replaced(content: Content, before: Content) -> dict[str, object]:
    names = {figure.key: f"{figure.name}" for chapter in CHAPTERS for figure in chapter.figures}
    rows = [[names[each.key], shown(each.old), shown(each.new)] for each in changes(before, content)]
    return {
        "title": _("Replaces № %(number)s") % {"number": before["number"]},
        "reason": content["replaces"]["reason"],
        "heads": [_("Total"), _("Before"), _("Now")],
        "rows": rows,
    }


def given_in(chapter: Chapter, content: Content) -> list[tuple[Figure, dict[str, Any]]]:
    by_key = {figure["key"]: figure for figure in content["figures"]}
    return [(figure, by_key[figure.key]) for figure in chapter.figures if figure.key in by_key]


def chapter_of(chapter: Chapter, content: Content) -> dict[str, object]:
    """Places with nothing at all are named in a sentence, so that the table holds what was done."""
    given = given_in(chapter, content)
    tabled = [(figure, values) for figure, values in given if figure.is_by_place]
    columns = [[values["total"], *values["places"]] for _figure, values in tabled]
    names = [_("In all"), *place_names(content)]
    cells = [(name, [column[at] for column in columns]) for at, name in enumerate(names)] if tabled else []
    idle = [name for name, values in cells[1:] if not any(value != 0 for value in values)]
    return {
        "title": str(chapter.title),
        "heads": [_("Place"), *(str(figure.name) for figure, _values in tabled)],
        "rows": [[name, *map(shown, values)] for name, values in cells if name not in idle],
        "idle": ", ".join(idle),
        "totals": [[str(figure.name), shown(values["total"])] for figure, values in given if not figure.is_by_place],
        "how": [[str(figure.name), str(figure.how)] for figure, _values in given if figure.how],
    }
