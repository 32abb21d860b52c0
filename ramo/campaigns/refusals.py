"""Why something was refused, in the words of whoever pressed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .errors import (
    AlreadyOver,
    AnchorMissing,
    DatesOutOfOrder,
    DayOutside,
    EditionExists,
    IdentifierInText,
    NotADraft,
    NotCovered,
    NothingWritten,
    NotInNetwork,
    NotItsCore,
    NotJoined,
    NotOpen,
    Refused,
    TaskOutside,
)

_SENTENCES: dict[type[Refused], str | Promise] = {
    AlreadyOver: gettext_lazy("Its last day has passed. Choose a later day."),
    AnchorMissing: gettext_lazy("This campaign has no day that is the same each year. Write the day."),
    EditionExists: gettext_lazy("There is a campaign for this time already. Open that one."),
    NotADraft: gettext_lazy("It is open already."),
    NotOpen: gettext_lazy("The campaign is not open."),
    NotInNetwork: gettext_lazy("The library is not in the network, so it cannot join."),
    NotCovered: gettext_lazy("This campaign is for other districts."),
    NotJoined: gettext_lazy("The library is not in this campaign."),
    DayOutside: gettext_lazy("Choose a day between the first and the last day of the campaign."),
    NotItsCore: gettext_lazy("Choose an answer in at least one row."),
    NothingWritten: gettext_lazy("Write what is to be printed."),
}
_COLUMNS = {AlreadyOver: "anchor_on", AnchorMissing: "anchor_on", EditionExists: "anchor_on", DayOutside: "day"}
_COLUMNS |= {NothingWritten: "lines"}


def sentence_of(refusal: Refused) -> str:
    return str(_SENTENCES.get(type(refusal), _("This is not possible now.")))


@contextmanager
def in_form(form: forms.Form) -> Iterator[None]:
    """The form says it where the person can mend it."""
    try:
        yield
    except DatesOutOfOrder as refusal:
        first = refusal.column == "starts_on"
        form.add_error(
            refusal.column,
            _("The first day comes after the day of the campaign. Choose an earlier one.")
            if first
            else _("The last day comes before the day of the campaign. Choose a later one."),
        )
    except TaskOutside as refusal:
        column = f"due_{refusal.code}"
        said = _("A task falls outside the campaign. Choose a day between its first and its last day.")
        form.add_error(column if column in form.fields else None, said)
    except IdentifierInText as refusal:
        said = _("This looks like a personal number or a person’s phone. Remove it.")
        form.add_error(refusal.column if refusal.column in form.fields else None, said)
    except Refused as refusal:
        column = _COLUMNS.get(type(refusal), "")
        form.add_error(column if column in form.fields else None, sentence_of(refusal))


@contextmanager
def in_words(request: HttpRequest) -> Iterator[None]:
    """A sentence above the page; what was pressed did nothing."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, sentence_of(refusal))
