"""The shape of what partners and staff type; rules stand in the actions."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import Form, NoteField, WebField
from ramo.network.forms import PhoneField

from .askable import Asked, Fact
from .data import AnswerData
from .models import PartnerAnswer

_PREFIX = "now_"
_ICONS = {"true": "ok", "changed": "edit", "closed": "stop"}
_HINTS: dict[str, str | Promise] = {
    "true": _("we show it as checked today"),
    "changed": _("correct only what is not true"),
    "closed": _("we hide it today"),
}


class AnswerForm(Form):
    """Yes, changed (only what is different) or closed; the facts of the item may be corrected line by line."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("Your answer"), choices=PartnerAnswer.Answer.choices)
    other = NoteField(label=_("Something else"), max_length=500, required=False)
    send_to = NoteField(label=_("Where should we send people?"), max_length=300, required=False)
    said_by = forms.CharField(
        label=_("You are"),
        max_length=80,
        required=False,
        help_text=_("Your role only. No name is needed."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, data: Any, *, asked: Asked, **kwargs: Any) -> None:
        super().__init__(data, initial={"seen": asked.seen()}, **kwargs)
        self.facts = [fact for fact in asked.facts if fact.column]
        for fact in self.facts:
            self.fields[f"{_PREFIX}{fact.column}"] = _field_of(fact, asked)
            self.initial[f"{_PREFIX}{fact.column}"] = fact.value
        self.fields["other"].widget.attrs["rows"] = 2

    def corrections(self) -> list[forms.BoundField]:
        return [self[f"{_PREFIX}{fact.column}"] for fact in self.facts]

    def answers(self) -> list[dict[str, Any]]:
        """Each with its icon, its second line, and whether it is chosen."""
        chosen = str(self["answer"].value() or "")
        return [
            {"value": value, "label": label, "icon": _ICONS[value], "hint": _HINTS[value], "is_chosen": value == chosen}
            for value, label in PartnerAnswer.Answer.choices
        ]

    def clean(self) -> dict[str, Any] | None:
        """What is typed under an answer that was not chosen is not asked for."""
        typed = super().clean()
        if self.cleaned_data.get("answer") != PartnerAnswer.Answer.CHANGED:
            for name in [name for name in self.errors if name.startswith(_PREFIX) or name == "other"]:
                del self.errors[name]
        return typed

    def answer_data(self) -> AnswerData:
        typed = self.cleaned_data
        now = {fact.column: typed.get(f"{_PREFIX}{fact.column}", fact.value) for fact in self.facts}
        return AnswerData(
            answer=typed["answer"],
            seen=typed["seen"],
            changes={fact.column: now[fact.column] for fact in self.facts if now[fact.column] != fact.value},
            other=typed.get("other", ""),
            send_to=typed.get("send_to", ""),
            said_by=typed["said_by"],
        )


class NotMeForm(Form):
    note = NoteField(
        label=_("Who should get it?"),
        max_length=300,
        required=False,
        help_text=_("An office or its e-mail, if you know it. Without names."),
    )


class ReturnForm(Form):
    reason = NoteField(label=_("Why do you return it?"), max_length=300, help_text=_("The institution reads it."))


class NewAddressForm(Form):
    address = WebField(label=_("The right address"))


def _field_of(fact: Fact, asked: Asked) -> forms.Field:
    column, label = asked.item._meta.get_field(fact.column), str(fact.label)
    if fact.column == "phone":
        return PhoneField(label=label, required=False)
    if fact.column in {"url", "website", "link"}:
        return WebField(label=label, required=False)
    return forms.CharField(label=label, max_length=getattr(column, "max_length", None), required=False)
