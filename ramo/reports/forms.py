"""What a person says to get a proof, and how a number is typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ramo.accounts.models import User
from ramo.design.forms import DayField, Form, NoteField, SaidChoice
from ramo.desk.data import Period
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.network import reach
from ramo.network.access import NETWORK, Permission, may
from ramo.network.models import Institution
from ramo.vocabularies.models import District

from .data import Subject
from .errors import NoSuchProof
from .numbers import Number

QUARTERS_OFFERED = 4
MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Offered:
    """A usual period, for one press."""

    key: str
    name: str
    period: Period


class AskForm(Form):
    institution = SaidChoice(Institution.objects.none(), label=gettext_lazy("Partner"), empty_label="–")
    district = forms.ChoiceField(label=gettext_lazy("Territory"), required=False)
    first = DayField(label=gettext_lazy("First day"))
    last = DayField(label=gettext_lazy("Last day"), help_text=gettext_lazy("Yesterday at the latest, a year at most."))
    reason = NoteField(
        label=gettext_lazy("Why another"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Only if there is one of this partner, territory and period already. It stands on the paper: “Two libraries"
            " entered their headcounts late.”"
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = self.fields["institution"]
        assert isinstance(partners, SaidChoice)  # noqa: S101 (so it is declared)
        known = Institution.objects.published()
        partners.queryset = (known if settings.RAMO_DEMO else known.filter(is_demo=False)).order_by("name_bg")
        self.districts = {each.pk: each for each in reach.districts_within(user, Permission.MAKE_PROOF)}
        territory = self.fields["district"]
        assert isinstance(territory, forms.ChoiceField)  # noqa: S101 (so it is declared)
        territory.choices = [*_territories(user, list(self.districts.values()))]

    def subject(self) -> Subject:
        given = self.cleaned_data
        return Subject(
            given["institution"], self.districts.get(given["district"]), Period(given["first"], given["last"])
        )


class NumberForm(Form):
    """Read from the address, so that the answer has one."""

    k = forms.CharField(
        label=gettext_lazy("Number of the paper"),
        max_length=40,
        help_text=gettext_lazy("As it stands after №. Latin letters do no harm: P-2026-0007."),
    )

    def clean_k(self) -> Number:
        try:
            return Number.read(self.cleaned_data["k"])
        except NoSuchProof as error:
            raise forms.ValidationError(_("Write the number as П-2026-0007: letter, year, number.")) from error


def offered_periods(today: date) -> Iterator[Offered]:
    """The quarters that ended last, and the last year."""
    first = date(today.year, today.month - (today.month - 1) % MONTHS_OF_A_QUARTER, 1)
    for _number in range(QUARTERS_OFFERED):
        last = first - timedelta(days=1)
        first = date(last.year, last.month - MONTHS_OF_A_QUARTER + 1, 1)
        quarter = (last.month - 1) // MONTHS_OF_A_QUARTER + 1
        name = _("quarter %(number)d of %(year)d") % {"number": quarter, "year": last.year}
        yield Offered(f"{last.year}-{quarter}", name, Period(first, last))
    year = today.year - 1
    yield Offered(str(year), _("the year %(year)d") % {"year": year}, Period(date(year, 1, 1), date(year, 12, 31)))


def initial_of(period: str) -> dict[str, date]:
    """The days of an offered period; of the latest quarter where none is named."""
    offered = {each.key: each.period for each in offered_periods(clock.today())}
    days = offered.get(period) or next(iter(offered.values()))
    return {"first": days.first, "last": days.last}


def _territories(user: User, districts: list[District]) -> Iterator[tuple[str, str]]:
    if may(user, Permission.MAKE_PROOF, NETWORK):
        yield "", _("the whole country")
    names = [(each.pk, str(said(each, "name", get_language()))) for each in districts]
    yield from sorted(names, key=lambda choice: choice[1])
