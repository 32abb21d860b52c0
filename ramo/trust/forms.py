"""The shape of what a reader reports."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import ChipSelect, Form, NoteField

from .actions import ReportData
from .models import ChangeReport


class ReportForm(Form):
    """What changed, in a chip and a few words."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    what = forms.ChoiceField(
        label=_("What has changed?"),
        choices=ChangeReport.What.choices,
        widget=ChipSelect(
            icons={"phone": "phone", "hours": "clock", "place": "pin", "closed": "stop", "other": "edit"}
        ),
    )
    text = NoteField(
        label=_("How is it now?"),
        required=False,
        max_length=500,
        help_text=_("In a few words. Without names and personal numbers."),
    )

    def report(self, *, title: str, link: str) -> ReportData:
        facts = self.cleaned_data
        submission: UUID = facts["submission"]
        return ReportData(submission=submission, what=facts["what"], text=facts["text"], title=title, link=link)
