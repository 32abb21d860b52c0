"""The shape of a day from paper: numbers only."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from ramo.design.forms import Form
from ramo.vocabularies.models import Area

from .choices import Choice, LogChoices
from .data import MOST_STROKES, PaperData, Stroke
from .forms import days_to_log
from .models import LogOption


class AreaLines:
    """An area with its lines, for the page."""

    def __init__(self, area: Area, lines: list[BoundField]) -> None:
        self.area, self.lines = area, lines


class PaperForm(Form):
    def __init__(self, choices: LogChoices, *args: Any, **kwargs: Any) -> None:
        self.choices = choices
        self.base_fields = {**self.base_fields, **_fields(choices)}  # type: ignore[misc]  # lists are data
        super().__init__(*args, **kwargs)

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def area_lines(self) -> Iterator[AreaLines]:
        for area in self.choices.areas:
            yield AreaLines(area, [self[_name(area, task)] for task, _label in self.choices.tasks(area).choices])

    def data_given(self) -> PaperData:
        found = self.cleaned_data
        strokes = (
            Stroke(area.pk, task, found[_name(area, task)] or 0)
            for area in self.choices.areas
            for task, _label in self.choices.tasks(area).choices
        )
        return PaperData(
            on=date.fromisoformat(found["on"]),
            strokes=tuple(stroke for stroke in strokes if stroke.count),
            mode=found["mode"],
            minutes=found["minutes"],
        )


class UndoPaperForm(Form):
    day = forms.IntegerField(widget=forms.HiddenInput)


def _name(area: Area, task: str) -> str:
    return f"{area.pk}.{task}"


def _fields(choices: LogChoices) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {"on": forms.ChoiceField(label=_("Day of the sheet"), choices=days_to_log())}
    for area in choices.areas:
        for task, label in choices.tasks(area).choices:
            fields[_name(area, task)] = _number(label)
    offered = choices.offered
    return fields | {
        "mode": _usual(_("How we mostly helped"), offered(LogOption.List.MODE).choices),
        "minutes": _usual(_("How long it mostly took"), offered(LogOption.List.MINUTES).choices),
    }


def _number(label: str) -> forms.IntegerField:
    wrong = _("“{field}”: write a number from 0 to {most}").format(field=label, most=MOST_STROKES)
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_STROKES,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def _usual(label: str, offered: tuple[Choice, ...]) -> forms.ChoiceField:
    """What the sheet does not say is kept as not known, never guessed."""
    return forms.ChoiceField(label=label, choices=[("", _("not clear")), *offered], required=False)
