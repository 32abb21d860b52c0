"""The shape of a referral slip: choices only. There is no field into which a person could be written."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.design.forms import ChipSelect, Form
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.network.models import Institution, Library
from ramo.search.models import IndexCard

from .choices import Choice, LogChoices
from .codes import read
from .data import NO_REFERRAL, SlipData
from .errors import NoSuchCode
from .models import LogOption
from .slip_actions import LOOK_AHEAD

SATURDAY = 5
FIRST_HOUR, LAST_HOUR = 8, 18


class SlipForm(Form):
    def __init__(self, library: Library, choices: LogChoices, *args: Any, **kwargs: Any) -> None:
        self.base_fields = {**self.base_fields, **_fields(library, choices)}  # type: ignore[misc]  # lists are data
        super().__init__(*args, **kwargs)

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("due_at") and not self.cleaned_data.get("due_on"):
            self.add_error("due_on", _("Choose a day, or leave the hour open."))
        return self.cleaned_data

    def data_given(self) -> SlipData:
        found = self.cleaned_data
        return SlipData(
            area=found["area"],
            referral=found["referral"],
            institution=found["institution"],
            need=found["need"],
            due_on=date.fromisoformat(found["due_on"]) if found["due_on"] else None,
            due_at=time.fromisoformat(found["due_at"]) if found["due_at"] else None,
        )


class CodeForm(Form):
    """What the office types, or what the QR code has filled in."""

    k = forms.CharField(max_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["k"]
        field.label = _("Code of the slip")
        field.help_text = _("Ten letters and digits, as they stand on the slip. Small letters and spaces do no harm.")
        field.widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}

    def clean_k(self) -> str:
        try:
            return read(self.cleaned_data["k"])
        except NoSuchCode as error:
            raise forms.ValidationError(
                _("One character of the code is wrong or missing. Compare it with the slip.")
            ) from error


def _fields(library: Library, choices: LogChoices) -> dict[str, forms.Field]:
    areas = [(area.pk, str(said(area, "short", get_language()))) for area in choices.areas]
    icons = {area.pk: area.icon for area in choices.areas}
    referrals = [choice for choice in choices.offered(LogOption.List.REFERRAL).choices if choice[0] != NO_REFERRAL]
    open_day, open_hour = [("", _("not agreed"))], [("", _("any hour"))]
    return {
        "area": forms.ChoiceField(label=_("Area"), choices=areas, widget=ChipSelect(icons=icons)),
        "referral": forms.ChoiceField(label=_("Where to"), choices=[("", _("choose")), *referrals]),
        "institution": _select(_("Which office"), [("", _("not named")), *_institutions(library)]),
        "due_on": _select(_("Day"), [*open_day, *_days()]),
        "due_at": _select(_("Hour"), [*open_hour, *_hours()]),
        "need": _select(_("What to bring: the papers of"), [("", _("nothing listed")), *_needs(choices)]),
    }


def _select(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _institutions(library: Library) -> list[Choice]:
    """Those of the whole country and those of the library's district."""
    near = Institution.objects.published().filter(Q(district=None) | Q(district_id=library.district_id))
    near = near.filter(is_demo=False) | near.filter(is_demo=library.is_demo)
    named = [(row.pk, str(said(row, "name", get_language()))) for row in near]
    return sorted(named, key=lambda choice: choice[1])


def _days() -> Iterator[Choice]:
    for ahead in range(LOOK_AHEAD.days + 1):
        day = clock.today() + timedelta(days=ahead)
        if day.weekday() < SATURDAY:
            yield day.isoformat(), words.long_day(day)


def _hours() -> Iterator[Choice]:
    for hour in range(FIRST_HOUR, LAST_HOUR):
        for minute in (0, 30):
            yield f"{hour:02}:{minute:02}", f"{hour}:{minute:02}"


def _needs(choices: LogChoices) -> list[tuple[str, list[Choice]]]:
    """Answers that list papers, by area."""
    cards = IndexCard.objects.live().filter(kind="need", sheet__papers__bg__0__isnull=False).defer("keys")
    by_area: dict[str, list[Choice]] = {}
    for card in cards.order_by("title_bg"):
        by_area.setdefault(card.area, []).append((card.key, str(said(card, "title", get_language()))))
    return [
        (str(said(area, "short", get_language())), by_area[area.pk]) for area in choices.areas if area.pk in by_area
    ]
