"""Shape of what is typed here: a mailbox and how often; a label for the librarian's list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import Form

from .models import Cadence


class AskForm(Form):
    email = forms.EmailField(
        label=_("Your e-mail"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("We write to it only about this. You can stop with one press."),
    )
    cadence = forms.ChoiceField(
        label=_("How often"), choices=Cadence.choices, initial=Cadence.WEEKLY, widget=forms.RadioSelect
    )


class WayInForm(Form):
    email = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput({"autocomplete": "email"}))


class CadenceForm(Form):
    cadence = forms.ChoiceField(label=_("How often"), choices=Cadence.choices, widget=forms.RadioSelect)


class PaperForm(Form):
    label = forms.CharField(
        label=_("A word on the list"),
        max_length=40,
        required=False,
        help_text=_("What is sought, never who seeks it: “job, close by”."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)


class PrintedForm(Form):
    """The finds that stood on the sheet, by number."""

    shown = forms.CharField(max_length=40_000)

    def clean_shown(self) -> list[int]:
        typed: Any = self.cleaned_data["shown"]
        numbers = [each for each in typed.split(",") if each.isdecimal()]
        return [int(each) for each in numbers if len(each) < 19]
