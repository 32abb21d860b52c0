"""The board as tagged PDF on A4 or A3; the same data and the same words as the printed page."""

from enum import StrEnum

from django.utils import translation
from django.utils.translation import gettext as _

from ramo.kit import qr
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.printing import pdf

from .board import STRIPS, Board, Row, Sheet


class Paper(StrEnum):
    A4 = "a4"
    A3 = "a3"


def board_pdf(board: Board, paper: Paper) -> bytes:
    with translation.override(SOURCE_LANGUAGE):
        return pdf.render("board.typ", _data(board, paper))


def _data(board: Board, paper: Paper) -> dict[str, object]:
    return {
        "language": SOURCE_LANGUAGE,
        "paper": paper.value,
        "place": board.place,
        "phone": board.phone,
        "when": " · ".join(filter(None, [board.week, board.checked])),
        "sheets": [_sheet(sheet) for sheet in board.sheets],
        "address": board.short_address,
        "qr": _code(board.address, _("QR code of the list of vacancies")),
        "demo": _demo(board),
        "strips": STRIPS,
        "words": {
            "title": _("Work this week"),
            "heads": [_("Job and place"), _("Wage"), _("Until"), _("No.")],
            "call": _("Call:"),
            "ask": _("Ask in the library whom to call."),
            "say": _("Say the number of the vacancy. All of this is free of charge."),
            "early": _("A vacancy may close earlier."),
            "none": _("No confirmed vacancy this week. Ask in the library."),
        },
    }


def _demo(board: Board) -> str:
    return _("Demonstration: some of the libraries, people and phone numbers are invented.") if board.is_demo else ""


def _sheet(sheet: Sheet) -> dict[str, object]:
    return {"rows": [_row(row) for row in sheet.rows], "whose": sheet.whose, "call": list(sheet.call)}


def _row(row: Row) -> dict[str, object]:
    code = _code(row.address, _("QR code of the vacancy %(number)s") % {"number": row.number})
    return {name: getattr(row, name) for name in ("title", "about", "wage", "until", "number")} | {"qr": code}


def _code(address: str, alt: str) -> dict[str, object]:
    drawn = qr.path(address)
    return {"size": drawn.size, "d": drawn.d, "alt": alt}
