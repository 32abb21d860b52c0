"""Shape of what the two sides type."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import ChipSelect, DayField, Form, HourField, SaidChoice
from ramo.experts.data import Span
from ramo.experts.models import Expert
from ramo.kit import clock
from ramo.network.models import Institution
from ramo.vocabularies.models import Area

from .data import MOST_TIMES, RequestData
from .models import ExpertRequest

_LENGTHS = [(30, _("half an hour")), (60, _("one hour")), (90, _("an hour and a half")), (120, _("two hours"))]
_LENGTHS += [(180, _("three hours")), (240, _("four hours"))]


class TimesForm(Form):
    """Up to three days with their hours, all of one length."""

    day_0 = DayField(label=_("First date"), error_messages={"required": _("Write at least one date, as 24.11.2026")})
    hour_0 = HourField(label=_("hour of the first"), error_messages={"required": _("Write the hour, as 14:00")})
    day_1 = DayField(label=_("Second date"), required=False)
    hour_1 = HourField(label=_("hour of the second"), required=False)
    day_2 = DayField(label=_("Third date"), required=False)
    hour_2 = HourField(label=_("hour of the third"), required=False)
    minutes = forms.TypedChoiceField(label=_("How long"), choices=_LENGTHS, coerce=int, initial=60, widget=ChipSelect)

    def clean(self) -> dict[str, Any]:
        for number in range(1, MOST_TIMES):
            pair = (self.cleaned_data.get(f"day_{number}"), self.cleaned_data.get(f"hour_{number}"))
            if pair[0] and pair[1] is None and not self.errors.get(f"hour_{number}"):
                self.add_error(f"hour_{number}", _("Write the hour, as 14:00"))
        return self.cleaned_data

    @property
    def pairs(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        return ((self[f"day_{number}"], self[f"hour_{number}"]) for number in range(MOST_TIMES))

    def times(self) -> tuple[Span, ...]:
        typed = self.cleaned_data
        pairs = ((typed.get(f"day_{number}"), typed.get(f"hour_{number}")) for number in range(MOST_TIMES))
        found = [moment(day, hour) for day, hour in pairs if day and hour is not None]
        return tuple(Span.lasting(starts_at, typed["minutes"]) for starts_at in found)


class RequestForm(TimesForm):
    submission = forms.UUIDField(widget=forms.HiddenInput)
    institution = SaidChoice(Institution.objects.none(), label=_("Which institution?"), empty_label=None)
    what = forms.ChoiceField(
        label=_("What for?"), choices=ExpertRequest.What.choices, initial=ExpertRequest.What.TALK, widget=ChipSelect
    )
    area = SaidChoice(Area.objects.order_by("order"), label=_("Area"), empty_label=None)
    subject = forms.CharField(label=_("Topic"), max_length=120)
    audience = forms.ChoiceField(
        label=_("For whom?"), choices=ExpertRequest.Audience.choices, initial="all", widget=ChipSelect
    )
    expected = forms.IntegerField(
        label=_("How many people do you expect"),
        min_value=1,
        max_value=2000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    place_bg = forms.CharField(
        label=_("Where"), max_length=160, required=False, help_text=_("A hall or a room. Empty: at the library.")
    )
    note = forms.CharField(
        label=_("What the expert should know"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hall, projector, transport. No names and no diseases of people."),
    )

    def __init__(self, *args: Any, institutions: QuerySet[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["institution"]
        assert isinstance(choice, SaidChoice)  # noqa: S101 (declared above)
        choice.queryset = institutions

    def may_be_unfinished(self) -> None:
        """A draft has its topic; the dates may come later."""
        for name in ("day_0", "hour_0"):
            self.fields[name].required = False

    @classmethod
    def begun(cls, request: ExpertRequest) -> dict[str, Any]:
        """The form of a draft as it stands."""
        names = ("submission", "institution", "what", "area", "subject", "audience", "expected", "place_bg", "note")
        typed = {name: getattr(request, name) for name in names}
        for number, time_ in enumerate(request.times.all()[:MOST_TIMES]):
            start = time_.starts_at.astimezone(clock.COUNTRY_ZONE)
            typed |= {f"day_{number}": start.date(), f"hour_{number}": start.time()}
            typed["minutes"] = int((time_.ends_at - time_.starts_at).total_seconds() // 60)
        return typed

    def data_given(self) -> RequestData:
        typed = self.cleaned_data
        names = ("what", "subject", "audience", "place_bg", "note", "submission")
        return RequestData(
            institution=typed["institution"].pk,
            area=typed["area"].pk,
            expected=typed["expected"],
            times=self.times(),
            **{name: typed[name] for name in names},
        )


class ExpertChoice(Form):
    """Which of the institution's experts comes; a new one is written beside."""

    expert = forms.ModelChoiceField(
        Expert.objects.none(), label=_("Who comes"), required=False, empty_label=_("another")
    )
    role_bg = forms.CharField(
        label=_("Another expert: role"),
        max_length=80,
        required=False,
        help_text=_("As people should read it: a labour mediator, a doctor. No name."),
    )

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["expert"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 (declared above)
        choice.queryset = Expert.objects.active().filter(institution=institution)
        first = choice.queryset.first()
        choice.initial = first.pk if first else None

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not typed.get("expert") and not typed.get("role_bg") and not self.errors:
            self.add_error("role_bg", _("Say who comes: choose an expert, or write the role of another."))
        return typed


class AcceptForm(ExpertChoice):
    time = forms.IntegerField(widget=forms.HiddenInput)


class ProposeForm(TimesForm):
    word = forms.CharField(
        label=_("A word to the other side"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonForm(Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The other side reads it. Say when to ask again."),
    )


class HeldForm(Form):
    people = forms.IntegerField(
        label=_("How many people came?"),
        min_value=0,
        max_value=5000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.COUNTRY_ZONE)
