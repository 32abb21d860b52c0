"""Shape of what people type about hours."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import DayField, Form, HourField, SaidChoice
from ramo.experts.models import Expert
from ramo.kit import clock
from ramo.kit.identifiers import Identifier, find_identifier
from ramo.network.models import Library
from ramo.seats.data import ClaimData
from ramo.vocabularies.models import Area

from .data import ScheduleData
from .models import Schedule

_DIGITS_OF_MOBILE, _FEWEST = 10, 6
_LONGEST_DAYS_OFF = 62
_LENGTHS = [(minutes, _("%d minutes") % minutes) for minutes in (10, 15, 20, 30, 45, 60)]


class PhoneField(forms.CharField):
    """A phone of a person; says which digit is missing rather than that something is wrong."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        digits = re.sub(r"\D", "", typed)
        if find_identifier(typed) == Identifier.EGN:
            raise ValidationError(_("This looks like a personal number. Remove it – we do not need it."))
        if digits.startswith(("08", "09")) and len(digits) == _DIGITS_OF_MOBILE - 1:
            raise ValidationError(_("One digit is missing. Example: 088 000 0000"))
        if typed and (re.search(r"[^\d\s+()/\-]", typed) or not _FEWEST <= len(digits) <= _DIGITS_OF_MOBILE + 4):
            raise ValidationError(_("Write the phone with digits. Example: 088 000 0000"))
        return typed


class PersonForm(Form):
    """How a person wants to be called, and where. All of it may stay empty: the code on the slip is enough."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What should we call you?"),
        max_length=60,
        required=False,
        help_text=_("Only a first name is fine, or none."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    phone = PhoneField(
        label=_("Phone"),
        max_length=30,
        required=False,
        help_text=_("Only to tell you if the hour changes. We delete it the next day."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("For the confirmation and a reminder. We delete it the next day."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, schedule: Schedule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if schedule.is_private:
            del self.fields["name"], self.fields["email"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if find_identifier(name):
            raise ValidationError(_("This looks like a personal number. Remove it – we do not need it."))
        return name

    def claim(self, *, is_by_staff: bool = False) -> ClaimData:
        typed = self.cleaned_data
        return ClaimData(
            name=typed.get("name", ""),
            phone=typed["phone"],
            email=typed.get("email", ""),
            language=(get_language() or "bg")[:2],
            is_by_staff=is_by_staff,
        )


class BookForm(PersonForm):
    slot = forms.IntegerField(
        error_messages={"required": _("Choose an hour."), "invalid": _("Choose an hour.")}, label=_("Hour")
    )


class AnotherForm(Form):
    slot = forms.IntegerField(
        error_messages={"required": _("Choose an hour."), "invalid": _("Choose an hour.")}, label=_("Hour")
    )


class CodeForm(Form):
    k = forms.CharField(
        label=_("The code on your slip"),
        max_length=20,
        help_text=_("Nine letters and digits, as K47R-2M9XQ."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class ScheduleForm(Form):
    library = forms.ModelChoiceField(Library.objects.none(), label=_("In which library"), empty_label=None)
    area = SaidChoice(Area.objects.order_by("order"), label=_("Area"), empty_label=None)
    title_bg = forms.CharField(
        label=_("Who receives"), max_length=120, help_text=_("As people say it: a tax officer, a labour mediator.")
    )
    helps_bg = forms.CharField(
        label=_("With what"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line each."),
    )
    room_bg = forms.CharField(label=_("Where in the library"), max_length=160, required=False)
    expert = forms.ModelChoiceField(
        Expert.objects.none(),
        label=_("Whose time it takes"),
        required=False,
        empty_label=_("somebody new"),
        help_text=_("One expert is in one place at a time: we watch over it."),
    )
    weekday = forms.TypedChoiceField(label=_("Every"), choices=list(WEEKDAYS.items()), coerce=int)
    opens = HourField(label=_("From"))
    closes = HourField(label=_("To"))
    minutes = forms.TypedChoiceField(label=_("One hour lasts"), choices=_LENGTHS, coerce=int, initial=20)
    capacity = forms.IntegerField(label=_("People at once"), min_value=1, max_value=30, initial=1)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: until you end it."))
    weeks_ahead = forms.TypedChoiceField(
        label=_("How far ahead people book"),
        choices=[(1, _("this week")), (2, _("this week and the next")), (4, _("four weeks"))],
        coerce=int,
        initial=2,
        help_text=_("A new week opens on Monday at 9:00."),
    )

    def __init__(self, *args: Any, libraries: QuerySet[Library], experts: QuerySet[Expert], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("library", libraries), ("expert", experts)):
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 (declared above)
            choice.queryset = rows
        self.fields["starts_on"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("ends_on") and typed.get("starts_on") and typed["ends_on"] < typed["starts_on"]:
            self.add_error("ends_on", _("The last day lies before the first."))
        return typed

    def data_given(self, *, institution: str, expert: Expert) -> ScheduleData:
        typed = self.cleaned_data
        names = ("title_bg", "room_bg", "weekday", "opens", "closes", "minutes", "capacity", "starts_on", "ends_on")
        return ScheduleData(
            library=typed["library"].pk,
            institution=institution,
            expert=expert.pk,
            area=typed["area"].pk,
            helps_bg=tuple(line.strip() for line in typed["helps_bg"].splitlines() if line.strip()),
            weeks_ahead=typed["weeks_ahead"],
            **{name: typed[name] for name in names},
        )


class MoveForm(Form):
    day = DayField(label=_("New day"))
    hour = HourField(label=_("New hour"))

    def moment(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], tzinfo=clock.COUNTRY_ZONE)


class WhyForm(Form):
    why = forms.CharField(label=_("Why"), max_length=160, help_text=_("Those who hold the hour read it."))


class DaysForm(Form):
    """Of one expert, or of all of an institution."""

    expert = forms.ModelChoiceField(
        Expert.objects.none(), label=_("Who"), required=False, empty_label=_("all: the institution does not work")
    )
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("To"), required=False, help_text=_("Empty: that day alone."))

    def __init__(self, *args: Any, experts: QuerySet[Expert], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["expert"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 (declared above)
        choice.queryset = experts

    def clean_ends_on(self) -> date | None:
        last: date | None = self.cleaned_data["ends_on"]
        first = self.cleaned_data.get("starts_on")
        if first and last and (last - first).days > _LONGEST_DAYS_OFF:
            raise ValidationError(_("At most two months at once."))
        return last

    def days(self) -> tuple[date, date]:
        start: date = self.cleaned_data["starts_on"]
        return start, max(start, self.cleaned_data["ends_on"] or start)


class LastDayForm(Form):
    last_day = DayField(label=_("Last day"))
