"""Refusals as sentences, beside the field they speak of."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ramo.design.words import day

from . import errors

_PLAIN: dict[type[errors.Refused], tuple[str, str | Promise]] = {
    errors.PlaceMissing: (
        "district",
        gettext_lazy(
            "A national agreement stands in no district, the others in one; only a local one in a municipality."
        ),
    ),
    errors.ParentNotNational: (
        "parent",
        gettext_lazy("Only a local or district partnership hangs under a national agreement."),
    ),
    errors.TermBackwards: ("valid_until", gettext_lazy("The last day lies before the first. Look at both dates.")),
    errors.NoNotice: (
        "notice_days",
        gettext_lazy("Without a last day, write how many days ahead a side gives notice."),
    ),
    errors.AlreadySigned: (
        "",
        gettext_lazy("Somebody has entered the signed copy meanwhile. Look at what stands now."),
    ),
    errors.NotSigned: ("", gettext_lazy("It is still a draft. Enter the signed copy first.")),
    errors.NumberTaken: (
        "number",
        gettext_lazy("Another agreement bears this number. Look whether it is the same one."),
    ),
    errors.NotLonger: ("valid_until", gettext_lazy("This day does not lie after the last one that stands.")),
    errors.CoveredAlready: (
        "libraries",
        gettext_lazy("One of these libraries is covered already. Look at the list and choose again."),
    ),
    errors.CoveredByTerritory: (
        "",
        gettext_lazy("The agreement covers all libraries of its territory; none stands on a list."),
    ),
    errors.OutsideTerritory: (
        "libraries",
        gettext_lazy("One of these libraries is not in the network or lies outside the territory."),
    ),
    errors.NotCovered: ("library", gettext_lazy("This library is not covered by the agreement.")),
    errors.NotADutyHere: ("", gettext_lazy("This duty no longer stands here. Look at what is owed now.")),
    errors.NoEvidence: ("text", gettext_lazy("Write what was done, or an address where it can be seen.")),
    errors.DayAhead: ("", gettext_lazy("The day lies ahead, or outside the term of the agreement.")),
    errors.TooHeavy: (
        "file",
        gettext_lazy(
            "The file is heavier than 10 MB. Scan it in grey with 150 dots an inch, or split it. Nothing else was lost."
        ),
    ),
    errors.NotAPdf: (
        "file",
        gettext_lazy("This is no PDF that can be opened, whatever it is called. Save or scan it as PDF again."),
    ),
    errors.Locked: ("file", gettext_lazy("This PDF asks for a password. Save it without one.")),
    errors.AttachedAlready: ("file", gettext_lazy("The same file is attached already.")),
}


@contextmanager
def refusals_in(form: forms.Form) -> Iterator[None]:
    """What the door refuses stands in the form afterwards."""
    try:
        yield
    except errors.Refused as refusal:
        field, sentence = sentence_of(refusal)
        form.add_error(field if field in form.fields else None, sentence)


def sentence_of(refusal: errors.Refused) -> tuple[str, str]:
    """The field it speaks of, and what to do."""
    match refusal:
        case errors.PartnerGone(name=name):
            return "partner", _("%(name)s is closed. Choose who took its work over.") % {"name": name}
        case errors.TermsAreSigned():
            return "", _("Parties, place and subject are signed. Only an annex or a new agreement changes them.")
        case errors.AlreadyEnded(on=on):
            return "", _("The agreement ended on %(day)s. A new one is needed.") % {"day": _day(on)}
        case errors.Overlaps():
            return "valid_from", _(
                "Another agreement with this partner on the same subject is in force in some of these days. "
                "Extend it, or end it first."
            )
        case errors.ChangedMeanwhile(until=until):
            return "valid_until", _(
                "Somebody has changed the last day meanwhile: now it is %(day)s. Look whether that is enough."
            ) % {"day": _day(until)}
        case errors.IdentifierInText(column=column):
            return column, _("This looks like a personal number or a person’s phone. Take it out.")
    field, sentence = _PLAIN[type(refusal)]
    return field, str(sentence)


def _day(value: date | None) -> str:
    return day(value) if value else _("without a last day")
