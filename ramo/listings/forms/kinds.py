"""One form a kind of offer."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import DayField
from ramo.kit import clock
from ramo.listings import labels
from ramo.listings.data import (
    AnyListingData,
    Applicant,
    Basis,
    Form,
    FundingCallData,
    ListingKind,
    Period,
    Right,
    VacancyData,
    Wage,
    Work,
)

from .fields import CountField, EuroField, HourField, choice, line, phone, prose, tick
from .listing import ListingForm

_END_OF_DAY = time(23, 59)
_STEPS = _("One step a line. Empty: the usual way.")


class VacancyForm(ListingForm):
    kind = ListingKind.VACANCY
    first = ("title", "employer", "places", "positions", "wage_low", "wage_high", "phone", "valid_until")
    repeated = ListingForm.repeated | {
        "wage_period", "wage_basis", "contract", "working_time", "labour_office", "labour_office_phone", "how_to_apply",
        "eures_adviser",
    }  # fmt: skip

    employer = line(_("Employer"), 200)
    positions = CountField(label=_("How many people"))
    wage_low = EuroField(label=_("Wage from, €"))
    wage_high = EuroField(label=_("Wage to, €"))
    wage_period = choice(_("For"), list(labels.PERIODS.items()))
    wage_basis = choice(_("Gross or net"), list(labels.BASES.items()))
    reference = line(_("Number of the vacancy"), 40)
    working_time = line(_("Working time"), hint=_("For instance: 8 hours, 4 hours, flexible."))
    shift = line(_("Shifts"))
    contract = line(_("Contract"))
    education = line(_("Education"))
    experience = line(_("Experience"))
    transport = line(_("Transport"))
    housing = line(_("Lodging"))
    benefits = line(_("Also"), 300)
    how_to_apply = prose(_("How to apply"), hint=_STEPS)
    occupation_text = line(_("Occupation"), 200)
    labour_office = line(_("Labour office"))
    labour_office_phone = phone(_("Phone of the labour office"))
    is_remote = tick(_("From anywhere, by internet"))
    is_seasonal = tick(_("Seasonal work"))
    country = line(_("Country"), 2, hint=_("Two letters: BG, DE, GR. Empty: Bulgaria."))
    eures_adviser = line(_("EURES adviser"), hint=_("For work abroad: office and phone, no name."))

    @classmethod
    def shown(cls, data: AnyListingData) -> dict[str, Any]:
        told = data.wage if isinstance(data, VacancyData) else None
        wage = (
            {
                "wage_low": told.low,
                "wage_high": told.high,
                "wage_period": told.period.value,
                "wage_basis": told.basis.value,
            }
            if told
            else {"wage_period": Period.MONTH.value}
        )
        return super().shown(data) | wage

    def clean_country(self) -> str:
        typed: str = self.cleaned_data["country"].upper()
        if typed and not (len(typed) == len("BG") and typed.isascii() and typed.isalpha()):
            raise forms.ValidationError(gettext("“Country”: two Latin letters, as BG or DE."))
        return typed or "BG"

    def clean(self) -> dict[str, Any] | None:
        low, high = self.cleaned_data.get("wage_low"), self.cleaned_data.get("wage_high")
        if low is not None and high is not None and low > high:
            self.add_error("wage_high", gettext("“Wage to” is less than “Wage from”. Swap them."))
        return super().clean()

    def said(self) -> dict[str, Any]:
        typed = super().said()
        low, high = typed.pop("wage_low"), typed.pop("wage_high")
        period, basis = typed.pop("wage_period") or Period.MONTH, typed.pop("wage_basis")
        known = low is not None or high is not None
        return typed | {"wage": Wage(low, high, Period(period), Basis(basis)) if known else None}


class CourseForm(ListingForm):
    kind = ListingKind.COURSE
    first = ("title", "provider", "places", "starts_on", "enrol_until", "hours", "price", "is_by_voucher", "phone")
    repeated = ListingForm.repeated | {"provider", "licence", "form", "schedule", "certificate", "how_to_enrol"}

    provider = line(_("Who teaches"), 200)
    licence = line(_("Licence of NAPOO"), 60)
    starts_on = DayField(label=_("Starts on"), required=False)
    enrol_until = DayField(label=_("Enrolment until"), required=False)
    ends_on = DayField(label=_("Ends on"), required=False)
    hours = CountField(label=_("Study hours"))
    price = EuroField(label=_("Price, €"), help_text=_("0 if it is free. Empty if unknown."))
    price_text = line(_("Price in words"))
    is_by_voucher = tick(_("With a voucher"))
    profession = line(_("Profession"))
    form = choice(_("How it is held"), list(labels.FORMS.items()))
    schedule = line(_("Days and hours"))
    seats = CountField(label=_("Places"))
    travel_paid = line(_("Travel money"))
    certificate = line(_("Document at the end"))
    for_whom = prose(_("For whom it is"), hint=_("One condition a line."))
    how_to_enrol = prose(_("How to enrol"), hint=_STEPS)

    def clean(self) -> dict[str, Any] | None:
        typed = self.cleaned_data
        starts, ends, enrol = typed.get("starts_on"), typed.get("ends_on"), typed.get("enrol_until")
        if starts and ends and ends < starts:
            self.add_error("ends_on", gettext("“Ends on” is before “Starts on”. Correct one of them."))
        if not self.errors and not (starts or enrol or typed.get("valid_until")):
            self.add_error("enrol_until", gettext("Write until when people enrol, or when the course starts."))
        return super().clean()

    def said(self) -> dict[str, Any]:
        typed = super().said()
        return typed | {"form": Form(typed["form"])}


class CallForm(ListingForm):
    kind = ListingKind.CALL
    first = ("title", "programme", "closes_on", "closes_hour", "applicants", "amount_low", "amount_high", "link")
    repeated = ListingForm.repeated | {"programme", "applicants"}

    programme = line(_("Programme"), 200)
    closes_on = DayField(label=_("Closes on"))
    closes_hour = HourField(label=_("Closes at"), help_text=_("As 16:30. Empty: at the end of the day."))
    opens_on = DayField(label=_("Opens on"), required=False)
    applicants = forms.MultipleChoiceField(
        label=_("Who may apply"),
        choices=list(labels.APPLICANTS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: the source does not say."),
    )
    applicants_text = line(_("Who may apply, in words"), 300)
    amount_low = EuroField(label=_("For one project from, €"))
    amount_high = EuroField(label=_("For one project to, €"))
    budget = EuroField(label=_("In all, €"))
    own_share = line(_("Own share"))
    may_close_early = tick(_("It may close earlier"))
    procedure_code = line(_("Code of the procedure"), 60)

    @classmethod
    def shown(cls, data: AnyListingData) -> dict[str, Any]:
        shown = super().shown(data)
        if isinstance(data, FundingCallData):
            closes, opens = (each and each.astimezone(clock.COUNTRY_ZONE) for each in (data.closes_at, data.opens_at))
            shown |= {
                "closes_on": closes and closes.date(),
                "closes_hour": closes and closes.time(),
                "opens_on": opens and opens.date(),
                "applicants": [each.value for each in data.applicants],
            }
        return shown

    def clean(self) -> dict[str, Any] | None:
        low, high = self.cleaned_data.get("amount_low"), self.cleaned_data.get("amount_high")
        if low is not None and high is not None and low > high:
            self.add_error("amount_high", gettext("“To” is less than “from”. Swap them."))
        return super().clean()

    def said(self) -> dict[str, Any]:
        typed = super().said()
        day, hour, opens = typed.pop("closes_on"), typed.pop("closes_hour"), typed.pop("opens_on")
        return typed | {
            "applicants": tuple(map(Applicant, typed["applicants"])),
            "closes_at": datetime.combine(day, hour or _END_OF_DAY, tzinfo=clock.COUNTRY_ZONE),
            "opens_at": datetime.combine(opens, time.min, tzinfo=clock.COUNTRY_ZONE) if opens else None,
        }


class ProductForm(ListingForm):
    kind = ListingKind.CULTURE
    first = ("title", "work", "holder", "link", "home_use", "public_showing", "price")
    repeated = ListingForm.repeated | {"work", "holder", "home_use", "public_showing", "product_language"}

    work = forms.ChoiceField(label=_("What it is"), choices=list(labels.WORKS.items()))
    holder = line(_("Whose it is"), 200)
    creator = line(_("By"), 200)
    home_use = choice(_("May people use it at home?"), list(labels.RIGHTS.items()))
    public_showing = choice(_("May the library show it to many people?"), list(labels.RIGHTS.items()))
    rights_text = line(_("Terms"), 300)
    price = EuroField(label=_("Price, €"), help_text=_("0 if it is free. Empty if unknown."))
    price_text = line(_("Price in words"))
    product_language = line(_("Language"), 120)
    audience = line(_("For whom"), 120)
    duration_minutes = CountField(label=_("Length in minutes"))

    def clean(self) -> dict[str, Any] | None:
        if not (self.cleaned_data.get("link") or self.cleaned_data.get("phone") or self.errors):
            self.add_error("link", gettext("Write where it is seen: an address, or a phone."))
        return super().clean()

    def said(self) -> dict[str, Any]:
        typed = super().said()
        return typed | {
            "work": Work(typed["work"]),
            "home_use": Right(typed["home_use"]),
            "public_showing": Right(typed["public_showing"]),
        }
