"""The shape of a reader's message about a barrier."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import Form, NoteField

from .data import BarrierData


class BarrierForm(Form):
    submission = forms.UUIDField(widget=forms.HiddenInput)
    text = NoteField(
        label=_("What was in your way?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("On which page, and what you wanted to do. Without names and personal numbers."),
    )
    contact = forms.CharField(
        label=_("Where to answer you"),
        max_length=120,
        required=False,
        help_text=_("Only if you want an answer: an e-mail or a phone. We delete it after 30 days at the latest."),
    )

    def barrier(self) -> BarrierData:
        submission: UUID = self.cleaned_data["submission"]
        return BarrierData(submission, self.cleaned_data["text"], self.cleaned_data["contact"])
