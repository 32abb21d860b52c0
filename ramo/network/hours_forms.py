"""Shapes of what staff type about opening hours, access and notices."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import pairwise
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import DayField, Form

from .data import Access, HoursChange, NewNotice, Span, Week
from .hours import DAYS_OF_WEEK

MOST_SPANS = 3
_MOMENT = r"(\d{1,2})(?:[:.](\d{2}))?"
_SPAN = re.compile(rf"(?:от\s*)?{_MOMENT}\s*(?:ч\.?)?\s*(?:-|–|—|до)\s*{_MOMENT}\s*(?:ч\.?)?")
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+и\s+")


class SpansField(forms.CharField):
    """„9-12, 13-17“ as quickly as it is said; empty is closed."""

    def __init__(self, *, most: int = MOST_SPANS, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=60, widget=forms.TextInput({"autocomplete": "off"}), **kwargs)
        self.most = most

    def clean(self, value: Any) -> tuple[Span, ...]:
        typed = str(super().clean(value)).strip().lower()
        spans = tuple(self._span(part) for part in _BETWEEN.split(typed)) if typed else ()
        if len(spans) > self.most:
            raise self._refused(_("“%(field)s”: at most %(most)d spans."), most=self.most)
        spans = tuple(sorted(spans, key=lambda span: span.opens))
        if any(one.overlaps(following) for one, following in pairwise(spans)):
            raise self._refused(_("“%(field)s”: the second span begins before the first one ends."))
        return spans

    def _span(self, part: str) -> Span:
        match = _SPAN.fullmatch(part)
        if match is None:
            raise self._refused(_("“%(field)s”: write the hours as 9:00–13:00. Two spans: 9–12, 13–17"))
        opens, closes = self._moment(*match.group(1, 2)), self._moment(*match.group(3, 4))
        if closes <= opens:
            raise self._refused(_("“%(field)s”: it closes before it opens. Write the hours as 9:00–13:00"))
        return Span(opens, closes)

    def _moment(self, hour: str, minute: str | None) -> time:
        try:
            return time(int(hour), int(minute or 0))
        except ValueError as error:
            raise self._refused(_("“%(field)s”: there is no such hour. Write the hours as 9:00–13:00")) from error

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, tuple) else value

    def _refused(self, sentence: Any, **facts: object) -> ValidationError:
        return ValidationError(sentence, code="hours", params={"field": self.label, **facts})


class WeekForm(Form):
    """A line for each weekday."""

    day_0 = SpansField(label=WEEKDAYS[0])
    day_1 = SpansField(label=WEEKDAYS[1])
    day_2 = SpansField(label=WEEKDAYS[2])
    day_3 = SpansField(label=WEEKDAYS[3])
    day_4 = SpansField(label=WEEKDAYS[4])
    day_5 = SpansField(label=WEEKDAYS[5])
    day_6 = SpansField(label=WEEKDAYS[6])
    prefix = "week"
    HOW = "week-h"  # the sentence above the table, which tells of each line how hours are written

    @staticmethod
    def initial_of(week: Week) -> dict[str, tuple[Span, ...]]:
        return {f"day_{weekday}": spans for weekday, spans in enumerate(week)}

    def lines(self) -> list[BoundField]:
        """Each described by how hours are written, and by what is wrong with it."""
        lines = [self[name] for name in self.fields]
        for line in lines:
            wrong = [f"{line.auto_id}_error"] if line.errors else []
            line.field.widget.attrs["aria-describedby"] = " ".join([self.HOW, *wrong])
        return lines

    @property
    def week(self) -> Week:
        return tuple(self.cleaned_data[f"day_{weekday}"] for weekday in range(DAYS_OF_WEEK))


class AccessForm(Form):
    is_step_free = forms.NullBooleanField(label=_("Entrance without steps"))
    has_quiet_place = forms.NullBooleanField(label=_("Quiet place with a door"))
    computers = forms.IntegerField(label=_("Computers for readers"), required=False, min_value=0, max_value=500)
    has_printer = forms.NullBooleanField(label=_("Printer"))
    has_wifi = forms.NullBooleanField(label=_("Free Wi-Fi"))
    bus_bg = forms.CharField(
        label=_("Stop and distance"), max_length=120, required=False, help_text=_("For example: stop “Centre”, 300 m")
    )
    prefix = "access"

    @property
    def access(self) -> Access:
        return Access(**self.cleaned_data)


class DatedForm(Form):
    """From one day to another; one day where the second is left empty."""

    TEXT: ClassVar[str]  # the field with words that everybody reads
    STANDS: ClassVar[Any]  # what is said when it is kept

    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"), required=False, help_text=_("Empty: one day."))

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = typed.get("starts_on"), typed.get("ends_on")
        if starts_on and "ends_on" not in self.errors:
            typed["ends_on"] = ends_on or starts_on
            if typed["ends_on"] < starts_on:
                self.add_error("ends_on", _("“Until”: the last day is before the first."))
        return typed


class ChangeForm(DatedForm):
    hours = SpansField(label=_("Hours"), most=1, help_text=_("Empty: closed. For example: 9:00–13:00"))
    reason_bg = forms.CharField(
        label=_("Why"), max_length=80, required=False, help_text=_("Everybody reads it. No names.")
    )
    prefix = "change"
    TEXT = "reason_bg"
    STANDS = _("Saved. Readers see it before they set out.")

    @property
    def change(self) -> HoursChange:
        typed = self.cleaned_data
        return HoursChange(typed["starts_on"], typed["ends_on"], typed["hours"], typed["reason_bg"])


class NoticeForm(DatedForm):
    text_bg = forms.CharField(
        label=_("Text"), max_length=200, help_text=_("Everybody reads it. No names and no phones of people.")
    )
    prefix = "notice"
    TEXT = "text_bg"
    STANDS = _("Put up. It comes down by itself.")
    field_order: Sequence[str] = ("text_bg", "starts_on", "ends_on")

    @property
    def notice(self) -> NewNotice:
        typed = self.cleaned_data
        return NewNotice(typed["text_bg"], typed["starts_on"], typed["ends_on"])
