"""The shape of a record: chips only. There is no field into which a person could be written."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.design import words
from ramo.design.forms import ChipSelect, Form
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.vocabularies.models import Area

from .choices import LogChoices, Offer
from .data import BACK_ENTRY, NO_REFERRAL, STOPPED, ConsultationData, Period
from .models import HalfDay, LogOption


class LogChips(ChipSelect):
    """Chips of which only the first `at_once` show until “more” is opened."""

    def __init__(self, at_once: int, icons: Mapping[str, str] | None = None) -> None:
        super().__init__(icons=icons)
        self.at_once = at_once


class AreaGroups:
    """An area with its own groups of chips, for the page."""

    def __init__(self, area: Area, tasks: BoundField, referrals: BoundField) -> None:
        self.area, self.tasks, self.referrals = area, tasks, referrals


class LogForm(Form):
    def __init__(self, choices: LogChoices, *args: Any, **kwargs: Any) -> None:
        self.choices = choices
        self.base_fields = {**self.base_fields, **_fields(choices)}  # type: ignore[misc]  # lists are data
        super().__init__(*args, **kwargs)

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def area_groups(self) -> Iterator[AreaGroups]:
        for area in self.choices.areas:
            yield AreaGroups(area, self[f"task_{area.pk}"], self[f"referral_{area.pk}"])

    def clean(self) -> dict[str, Any]:
        """The task and the referral are those of the chosen area; what its other areas hold is not read."""
        found = self.cleaned_data
        if area := found.get("area"):
            found["task"], found["referral"] = found.get(f"task_{area}"), found.get(f"referral_{area}")
            if not found["task"] and f"task_{area}" not in self.errors:
                self.add_error(f"task_{area}", _("Choose an answer: “{field}”.").format(field=_("What")))
        if found.get("outcome") != STOPPED:
            found["stop_reason"] = ""
        return found

    def data_given(self) -> ConsultationData:
        found = self.cleaned_data
        keys = ("half", "area", "task", "mode", "minutes", "age_band", "outcome", "stop_reason")
        return ConsultationData(
            on=date.fromisoformat(found["on"]),
            referral=found["referral"] or NO_REFERRAL,
            **{key: found[key] for key in keys},
        )


class PressForm(Form):
    """One press of a button that needs nothing else."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def _fields(choices: LogChoices) -> dict[str, forms.Field]:
    areas = [(area.pk, str(said(area, "short", get_language()))) for area in choices.areas]
    icons = {area.pk: area.icon for area in choices.areas}
    fields: dict[str, forms.Field] = {
        "area": forms.ChoiceField(label=_("Area"), choices=areas, widget=LogChips(len(areas), icons))
    }
    for area in choices.areas:
        fields[f"task_{area.pk}"] = _chips(_("What"), choices.tasks(area), required=False)
        fields[f"referral_{area.pk}"] = _chips(_("Referral"), choices.referrals(area), required=False)
        fields[f"referral_{area.pk}"].initial = NO_REFERRAL
    offered = choices.offered
    return fields | {
        "mode": _chips(_("How"), offered(LogOption.List.MODE)),
        "minutes": _chips(_("Time"), offered(LogOption.List.MINUTES)),
        "age_band": _chips(_("Age"), offered(LogOption.List.AGE_BAND)),
        "outcome": _chips(_("Outcome"), offered(LogOption.List.OUTCOME), required=False),
        "stop_reason": _chips(_("Why not"), offered(LogOption.List.STOP_REASON), required=False),
        "on": forms.ChoiceField(label=_("Day"), choices=days_to_log(), initial=clock.today().isoformat()),
        "half": _chips(_("Half of the day"), Offer(_halves()), initial=HalfDay.now()),
    }


def _chips(label: str, offer: Offer, **rest: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=offer.choices, widget=LogChips(offer.at_once), **rest)


def days_to_log() -> list[tuple[str, str]]:
    """Today first, then back as far as paper may be entered."""
    days = [*Period.up_to(clock.today(), days=BACK_ENTRY.days + 1).days()][::-1]
    spoken = [_("today"), _("yesterday"), *(words.long_day(day) for day in days[2:])]
    return [(day.isoformat(), text) for day, text in zip(days, spoken, strict=True)]


def _halves() -> tuple[tuple[str, str], ...]:
    return (HalfDay.MORNING, _("before noon")), (HalfDay.AFTERNOON, _("after noon"))
