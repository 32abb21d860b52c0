"""What people type about events: shapes only, no rule."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import ChipSelect, Form
from ramo.kit.identifiers import Identifier, find_identifier
from ramo.seats.data import ClaimData

from .data import Bands
from .models import Audience, Event, Host

CHILD = 14


class PhoneField(forms.CharField):
    """A number that can be dialled in the country or from abroad."""

    widget = forms.TextInput({"type": "tel", "autocomplete": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Phone"), "max_length": 30, **kwargs})

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        digits = re.sub(r"\D", "", typed)
        if re.search(r"[^\d\s+()./-]", typed) or not 8 <= len(digits) <= 15:
            raise ValidationError(_("Write the phone with digits. Example: 088 000 0000"), "invalid")
        if digits.startswith("0") and not digits.startswith("00") and len(digits) < 9:
            raise ValidationError(_("A digit is missing. Example: 088 000 0000"), "invalid")
        return typed


class RegisterForm(Form):
    """`host` decides what is asked: about health no name, of children the parent's contact."""

    party = forms.TypedChoiceField(label=_("How many people?"), coerce=int, initial=1, widget=ChipSelect())
    name = forms.CharField(
        label=_("What do we call you?"),
        help_text=_("A first name is enough."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    phone = PhoneField(help_text=_("Only to tell you if the hour changes."), required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("If you have one: then all of it comes by letter."),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    is_for_child = forms.BooleanField(label=_("I am signing up my child under 14"), required=False)
    needs_help = forms.BooleanField(label=_("I need a lift or help at the entrance"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, host: Host, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = host.event
        largest = min(host.pool.largest_party, host.pool.capacity) if host.pool else 1
        party = self.fields["party"]
        party.choices = [(n, _("Only me") if n == 1 else str(n)) for n in range(1, largest + 1)]  # type: ignore[attr-defined]
        if self.event.is_anonymous:
            del self.fields["name"]

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "phone", "email") if name in self.fields]

    def clean_name(self) -> str:
        return _without_identifier(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        has_contact = typed.get("phone") or typed.get("email")
        if not (self.event.is_anonymous or has_contact or {"phone", "email"} & self.errors.keys()):
            self.add_error("phone", _("Give a phone or an e-mail, so that we can reach you."))
        if for_children(self.event) and not typed.get("is_for_child"):
            self.add_error("is_for_child", _("Children under 14 are signed up by a parent. Tick this."))
        return typed

    def claim(self) -> ClaimData:
        typed = self.cleaned_data
        names = ("party", "name", "phone", "email", "is_for_child", "needs_help")
        return ClaimData(
            **{name: typed[name] for name in names if name in typed}, language=(get_language() or "bg")[:2]
        )


class OnBehalfForm(Form):
    """By the librarian: a first name and the slip are enough; a class comes with its number."""

    name = forms.CharField(label=_("First name or group"), max_length=60, required=False)
    party = forms.IntegerField(label=_("How many people?"), initial=1, min_value=1, max_value=999)
    phone = PhoneField(required=False, help_text=_("Empty: the person asks with the number on the slip."))
    is_for_child = forms.BooleanField(label=_("A child under 14: the contact is a parent’s"), required=False)
    needs_help = forms.BooleanField(label=_("Needs a lift or help at the entrance"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def clean_name(self) -> str:
        return _without_identifier(self.cleaned_data["name"])

    def claim(self) -> ClaimData:
        typed = {name: value for name, value in self.cleaned_data.items() if name != "submission"}
        return ClaimData(**typed, is_by_staff=True)


class HeadcountForm(Form):
    under_18 = forms.IntegerField(label=_("up to 17"), min_value=0, max_value=9999, required=False)
    from_18 = forms.IntegerField(label=_("18–29"), min_value=0, max_value=9999, required=False)
    from_30 = forms.IntegerField(label=_("30–64"), min_value=0, max_value=9999, required=False)
    from_65 = forms.IntegerField(label=_("65 and more"), min_value=0, max_value=9999, required=False)
    unknown = forms.IntegerField(label=_("I could not tell the age"), min_value=0, max_value=9999, required=False)

    def bands(self) -> Bands:
        return Bands(**{name: value or 0 for name, value in self.cleaned_data.items()})


def for_children(event: Event) -> bool:
    """Only for those whom a parent signs up."""
    return event.audience == Audience.CHILDREN or (event.age_to is not None and event.age_to < CHILD)


def _without_identifier(typed: str) -> str:
    if find_identifier(typed) == Identifier.EGN:
        raise ValidationError(_("This looks like a personal number. Remove it – we do not need it."), "identifier")
    return typed
