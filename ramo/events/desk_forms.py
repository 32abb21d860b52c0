"""The form of an event for staff: few fields first, the rest behind "More"."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import ChipSelect, DayField, Form, SaidChoice, SaidChoices, WebField
from ramo.kit import clock
from ramo.kit.holidays import holiday_name
from ramo.network.models import Institution, Library
from ramo.vocabularies.models import Area, Topic

from .data import EventData, HostData, Span
from .errors import NoSuchDates, NotUnderstood
from .hosting import CoHosts, read_hosts, written_hosts
from .models import Audience, Kind
from .recurrence import Repeated, Rule, dates_of
from .spoken import rule_of

_FIRST = ("title", "kind", "area", "day", "begins", "ends", "capacity")
_LANGUAGES = [("bg", _("Bulgarian")), ("en", _("English")), ("tr", _("Turkish")), ("rom", _("Romani"))]
_MORNING = time(8)
_HOUR = {"autocomplete": "off", "placeholder": "10:00"}
_YES_NO = [("", _("I do not know")), ("yes", _("yes")), ("no", _("no"))]
_WHY = {
    "too many": _("These are too many dates. Say a nearer end."),
    "too far": _("This reaches too far. Say an end within two years."),
    "none": _("No date falls between the first day and the end."),
    "no weekday": _("Say on which day of the week."),
}


class HourField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs=_HOUR)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "input_formats": ["%H:%M", "%H.%M", "%H"],
                "error_messages": {"invalid": _("Write the hour as 10:00")},
                **kwargs,
            }
        )


class LinesField(forms.CharField):
    """One thing a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(line.strip()[:120] for line in super().clean(value).splitlines() if line.strip())


class EventForm(Form):
    """`home` is the library in whose name it is written; without one every library is named in `co_hosts`."""

    title = forms.CharField(label=_("What is it called?"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.TALK)
    area = SaidChoice(Area.objects.all(), label=_("Area"), field="short")
    day = DayField(label=_("Which day?"), help_text=_("As 24.11.2026"))
    begins = HourField(label=_("From"))
    ends = HourField(label=_("To"))
    capacity = forms.IntegerField(
        label=_("How many places?"),
        help_text=_("Empty: one simply comes, nobody signs up."),
        min_value=1,
        max_value=5000,
        required=False,
    )
    repeats = forms.CharField(
        label=_("Does it repeat?"),
        help_text=_("In your own words: every Tuesday until June, without the holidays. Empty: only once."),
        max_length=200,
        required=False,
    )
    is_registered_once = forms.BooleanField(label=_("One signs up once for all dates"), required=False)
    co_hosts = forms.CharField(
        label=_("In which other libraries?"),
        help_text=_("One a line: number of the library, places, hall. Example: 705, 20, the hall"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        required=False,
    )
    place = forms.CharField(
        label=_("Hall or house"), help_text=_("Empty: in the library itself."), max_length=160, required=False
    )
    led_by = forms.CharField(
        label=_("Who leads it?"),
        help_text=_("By role: a doctor of the health inspection. A name only if the person agrees."),
        max_length=200,
        required=False,
    )
    institutions = SaidChoices(Institution.objects.published(), label=_("Whose experts?"), required=False)
    text = forms.CharField(
        label=_("What will happen?"), widget=forms.Textarea(attrs={"rows": 5}), max_length=5000, required=False
    )
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience.choices, initial=Audience.ALL)
    age_from = forms.IntegerField(label=_("From age"), min_value=0, max_value=120, required=False)
    age_to = forms.IntegerField(label=_("To age"), min_value=0, max_value=120, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=_LANGUAGES, initial="bg")
    topics = SaidChoices(Topic.objects.all(), label=_("Topics"), field="label", required=False)
    price = forms.CharField(label=_("Price"), help_text=_("Empty: free of charge."), max_length=80, required=False)
    bring = LinesField(label=_("What to bring?"), help_text=_("One thing a line."), max_length=1200, required=False)
    is_step_free = forms.ChoiceField(label=_("Entrance without steps"), choices=_YES_NO, required=False)
    access = forms.CharField(label=_("About the entrance"), max_length=200, required=False)
    are_photos_taken = forms.BooleanField(label=_("Photos are taken"), required=False)
    phone = forms.CharField(label=_("Phone for questions"), max_length=30, required=False)
    online_link = WebField(label=_("Link to the online meeting"), required=False)
    materials_link = WebField(label=_("Link to materials"), required=False)
    opens = DayField(label=_("First day for signing up"), help_text=_("From 8:00. Empty: at once."), required=False)
    closes = DayField(label=_("Last day for signing up"), help_text=_("Empty: until it begins."), required=False)
    largest_party = forms.IntegerField(
        label=_("At most so many at once"), initial=4, min_value=1, max_value=5000, required=False
    )
    has_no_line = forms.BooleanField(label=_("No waiting list"), required=False)
    lets_smaller_pass = forms.BooleanField(
        label=_("Smaller groups may go before a group for which there is no room yet"), required=False
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    text_en = forms.CharField(
        label=_("Text in English"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000, required=False
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    span = forms.ChoiceField(
        label=_("Which dates does the change hold for?"),
        choices=[(Span.ONE, _("only this one")), (Span.FOLLOWING, _("this and the following")), (Span.ALL, _("all"))],
        initial=Span.ONE,
        widget=ChipSelect(),
    )

    def __init__(self, *args: Any, home: Library | None, reach: "QuerySet[Library]", begun: EventData | None = None,
                 is_series: bool = False, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.home, self.reach, self.was = home, reach, begun
        self.dates: list[date] = []
        self.rule: Rule | None = None
        unfit = {"repeats", "is_registered_once", "submission"} if begun else {"span"}
        if not is_series:
            unfit.add("span")
        if home is None:
            unfit |= {"place"}
            self.fields["co_hosts"].required = True
            self.fields["co_hosts"].label = _("In which libraries?")
        for name in unfit:
            del self.fields[name]

    @property
    def repeated(self) -> Repeated | None:
        typed = self.cleaned_data
        if self.rule is None:
            return None
        return Repeated(typed["repeats"], self.rule, tuple(self.dates), typed["is_registered_once"])

    @property
    def asked_first(self) -> Iterable[forms.BoundField]:
        names = [*_FIRST, *(["repeats", "is_registered_once"] if "repeats" in self.fields else [])]
        return [self[name] for name in (*names, *([] if self.home else ["co_hosts"]))]

    @property
    def asked_later(self) -> Iterable[forms.BoundField]:
        first = {bound.name for bound in self.asked_first} | {"span", "submission"}
        return [self[name] for name in self.fields if name not in first]

    @property
    def is_open(self) -> bool:
        return bool({bound.name for bound in self.asked_later} & self.errors.keys())

    def clean_repeats(self) -> str:
        words: str = self.cleaned_data["repeats"].strip()
        day = self.cleaned_data.get("day")
        if words and day:
            try:
                self.rule = rule_of(words, starts_on=day, is_holiday=_is_holiday)
                self.dates = dates_of(self.rule, is_holiday=_is_holiday)
            except NotUnderstood as refusal:
                said = _(
                    "We did not understand “%(rest)s”. Say it like: every Tuesday until June, without the holidays"
                )
                raise ValidationError(said, params={"rest": refusal.rest}) from refusal
            except NoSuchDates as refusal:
                raise ValidationError(_WHY[refusal.why]) from refusal
        return words

    def clean_co_hosts(self) -> CoHosts:
        return read_hosts(self.cleaned_data["co_hosts"], self.reach)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = typed.get("begins"), typed.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("“To”: later than “From”."))
        day = self.dates[0] if self.dates else typed.get("day")
        if day and begins and _at(day, begins) <= clock.now() and not self.was:
            self.add_error("day", _("This hour has passed. Write a later one."))
        low, high = typed.get("age_from"), typed.get("age_to")
        if low is not None and high is not None and high < low:
            self.add_error("age_to", _("“To age”: not less than “From age”."))
        return typed

    def event(self) -> EventData:
        typed, day = self.cleaned_data, self.dates[0] if self.dates else self.cleaned_data["day"]
        same = ("title", "kind", "title_en", "text", "text_en", "audience", "age_from", "age_to", "language", "led_by",
                "access", "price", "are_photos_taken", "phone", "online_link", "materials_link")  # fmt: skip
        opens, closes = typed["opens"], typed["closes"]
        return EventData(
            **{name: typed[name] for name in same},
            starts_at=_at(day, typed["begins"]),
            ends_at=_at(day, typed["ends"]),
            opens_at=_at(opens, _MORNING) if opens else None,
            closes_at=min(_at(closes, time(23, 59)), _at(day, typed["begins"])) if closes else None,
            area=typed["area"].pk,
            topics=tuple(topic.pk for topic in typed["topics"]),
            institutions=tuple(each.pk for each in typed["institutions"]),
            bring=typed["bring"],
            is_step_free={"yes": True, "no": False}.get(typed["is_step_free"]),
            hosts=self._hosts(),
            organiser=self.home.pk if self.home else (self.was.organiser if self.was else ""),
            district=self.was.district if self.was else "",
            institution=self.was.institution if self.was else "",
            is_demo=self.was.is_demo if self.was else False,
        )

    def _hosts(self) -> tuple[HostData, ...]:
        typed = self.cleaned_data
        rules = {
            "largest_party": typed["largest_party"] or 4,
            "has_waiting_list": not typed["has_no_line"],
            "lets_smaller_pass": typed["lets_smaller_pass"],
        }
        own = [(self.home.pk, typed["capacity"], typed["place"])] if self.home else []
        others = [(number, typed["capacity"] if places is None else places, hall)
                  for number, places, hall in typed["co_hosts"]]  # fmt: skip
        unique = {number: (places, hall) for number, places, hall in (*others, *own)}
        towns = {host.library: host.settlement for host in self.was.hosts} if self.was else {}
        return tuple(
            HostData(number, places, place=hall, settlement=towns.get(number, ""), **rules)
            for number, (places, hall) in unique.items()
        )


def begun_from(data: EventData, home: Library | None) -> dict[str, Any]:
    """The form of an event as it stands."""
    own = next((host for host in data.hosts if home and host.library == home.pk), None)
    first = own or data.hosts[0]
    others = [host for host in data.hosts if host is not own]
    same = ("title", "kind", "title_en", "text", "text_en", "audience", "age_from", "age_to", "language", "led_by",
            "access", "price", "are_photos_taken", "phone", "online_link", "materials_link", "area",
            "topics", "institutions")  # fmt: skip
    start, end = (moment.astimezone(clock.COUNTRY_ZONE) for moment in (data.starts_at, data.ends_at))
    return {name: getattr(data, name) for name in same} | {
        "day": start.date(),
        "begins": start.time(),
        "ends": end.time(),
        "capacity": first.capacity,
        "place": own.place if own else "",
        "co_hosts": written_hosts(others),
        "bring": "\n".join(data.bring),
        "is_step_free": {True: "yes", False: "no", None: ""}[data.is_step_free],
        "opens": data.opens_at.astimezone(clock.COUNTRY_ZONE).date() if data.opens_at else None,
        "closes": data.closes_at.astimezone(clock.COUNTRY_ZONE).date() if data.closes_at else None,
        "largest_party": first.largest_party,
        "has_no_line": not first.has_waiting_list,
        "lets_smaller_pass": first.lets_smaller_pass,
    }


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.COUNTRY_ZONE)


def _is_holiday(day: date) -> bool:
    return bool(holiday_name(day, "bg"))
