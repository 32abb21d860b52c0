"""What a register would change and why lines of it are refused, said in the language of whoever brought it."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ramo.kit.registers import Diff, Flaw, Refusal, Rejected, Row

SHOWN = 20
SENTENCES: Final[dict[Flaw, Promise]] = {
    Flaw.NO_COLUMNS: gettext_lazy("The first line must name the columns; missing: %(columns)s."),
    Flaw.TOO_MANY_ROWS: gettext_lazy("The file has more than %(limit)s rows; bring it in parts."),
    Flaw.TOO_LARGE: gettext_lazy("The file is larger than %(limit)s MB."),
    Flaw.NO_TEXT: gettext_lazy("The file is not plain text in UTF-8. Save it as “CSV UTF-8”."),
    Flaw.OTHER_ENCODING: gettext_lazy("The file is not in UTF-8 (Windows-1251, perhaps). Save it as “CSV UTF-8”."),
    Flaw.TWICE: gettext_lazy("%(value)s stands in the file already"),
    Flaw.QUOTING: gettext_lazy("broken quoting: %(detail)s"),
    Flaw.OTHER_CELLS: gettext_lazy("%(found)s cells, the first line names %(named)s columns"),
    Flaw.EMPTY: gettext_lazy("empty"),
    Flaw.TOO_LONG: gettext_lazy("longer than %(limit)s characters"),
    Flaw.LONG_WORD: gettext_lazy("a word is longer than %(limit)s characters"),
    Flaw.NOT_UTF8: gettext_lazy("not in UTF-8"),
    Flaw.NOT_KNOWN: gettext_lazy("“%(value)s” is not known here"),
    Flaw.NONE_OF: gettext_lazy("“%(value)s” is none of %(known)s"),
    Flaw.ONE_MISSING: gettext_lazy("one of the two is missing"),
    Flaw.OTHER_BEGINNING: gettext_lazy("does not begin with %(beginning)s"),
    Flaw.OTHER_SHAPE: gettext_lazy("“%(value)s” has another shape"),
    Flaw.NO_NUMBER: gettext_lazy("“%(value)s” is no number"),
    Flaw.OUTSIDE: gettext_lazy("%(value)s lies outside the country"),
    Flaw.NO_REGISTER_NUMBER: gettext_lazy("“%(value)s” is no register number"),
    Flaw.NO_DISTRICT: gettext_lazy("there is no district “%(value)s”"),
    Flaw.NO_SETTLEMENT: gettext_lazy("“%(value)s” is no settlement of this district"),
}


def sentence_of(refusal: Refusal) -> str:
    said = str(SENTENCES[refusal.flaw]) % refusal.facts
    return f"{refusal.column}: {said}" if refusal.column else said


def describe(diff: Diff[Row], rejected: Sequence[Rejected], *, shown: int = SHOWN) -> Iterator[str]:
    """The report a person reads before and after writing: totals, then at most `shown` lines of each sort."""
    totals = {"new": len(diff.added), "changed": len(diff.changed), "same": diff.same}
    yield _("New: %(new)s, changed: %(changed)s, the same: %(same)s.") % totals
    if diff.missing:
        yield _("Known here and not in the file, left as they are: %(count)s.") % {"count": len(diff.missing)}
    yield from _first(shown, [f"  + {name}" for name in diff.added])
    yield from _first(
        shown,
        [
            f"  ~ {change.key}: {name} {old!r} → {new!r}"
            for change in diff.changed
            for name, old, new in change.columns()
        ],
    )
    if rejected:
        yield _("Lines refused: %(count)s.") % {"count": len(rejected)}
        line = _("line %(line)s: %(why)s")
        yield from _first(
            shown, ["  " + line % {"line": each.line, "why": sentence_of(each.reason)} for each in rejected]
        )


def _first(shown: int, lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:shown]
    if len(lines) > shown:
        yield "  " + _("… and %(count)s more") % {"count": len(lines) - shown}
