"""The card after an event, and the questions some weeks later."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import ChipSelect, Form

from .data import RESULTS_OF, Later, Opinion, Result

_FIVE = [(number, str(number)) for number in range(1, 6)]
_YES_NO = [("yes", _("yes")), ("no", _("no"))]
OF_EVERY_CARD = {
    "learned": _("I learned something new."),
    "confident": _("I feel more able to do it myself."),
    "will_use": _("I will use what I learned."),
    "aware": _("I know what the library can help with."),
}
OF_AREA = {
    "employment": _("Do I now know whom to ask about work?"),
    "health": _("Do I now know whom to ask about my health?"),
    "culture": _("Would I come to such an event again?"),
    "taxes": _("Did I do it in time?"),
}
RESULTS = {
    Result.JOB: _("Started a job"),
    Result.INTERVIEW: _("Had an interview"),
    Result.COURSE: _("Joined a course"),
    Result.REGISTERED: _("Registered at the labour office"),
    Result.APPLICATION: _("Filed an application"),
    Result.FILED: _("Filed a return"),
    Result.PAID: _("Paid"),
    Result.DOCUMENT: _("Received a document"),
    Result.VISIT: _("Visited an event"),
    Result.SKILL: _("I now do it myself"),
}


def _score(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, choices=_FIVE, required=False, widget=ChipSelect()
    )


def _yes_or_no(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce="yes".__eq__, empty_value=None, choices=_YES_NO, required=False, widget=ChipSelect()
    )


class OutcomeForm(Form):
    """Scores from 1 to 5, each may stay empty; where all do there is nothing to write."""

    learned = _score(OF_EVERY_CARD["learned"])
    confident = _score(OF_EVERY_CARD["confident"])
    will_use = _score(OF_EVERY_CARD["will_use"])
    aware = _score(OF_EVERY_CARD["aware"])
    of_area = _score("")
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, area: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if area in OF_AREA:
            self.fields["of_area"].label = OF_AREA[area]
        else:
            del self.fields["of_area"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(value for name, value in typed.items() if name != "submission"):
            raise ValidationError(_("Choose a number in at least one row."), "empty")
        return typed

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "submission"]

    def opinion(self) -> tuple[Opinion, UUID]:
        typed = dict(self.cleaned_data)
        submission: UUID = typed.pop("submission")
        return Opinion(**typed), submission


class SlipForm(Form):
    code = forms.CharField(
        label=_("Number on the slip"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )


class LaterForm(SlipForm):
    """What came of it; each may stay empty, but not all."""

    used = _yes_or_no(_("Did you use what you learned?"))
    result = forms.ChoiceField(label=_("Did you get a result?"), required=False, widget=ChipSelect())
    needs_help = _yes_or_no(_("Do you need more help?"))

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget = forms.HiddenInput()
        choices = [(each.value, RESULTS[each]) for each in RESULTS_OF.get(area, ())]
        if choices:
            self.fields["result"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["result"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(typed.get(name) not in (None, "") for name in ("used", "result", "needs_help")):
            raise ValidationError(_("Choose an answer in at least one row."), "empty")
        return typed

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "code"]

    def later(self) -> Later:
        typed = self.cleaned_data
        return Later(typed["used"], typed.get("result", ""), typed["needs_help"])
