"""Shape of what a library says about a service that it gives."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import Form
from ramo.kit.languages import said

from .data import Offer
from .models import LibraryService, ServiceCheck


class OfferForm(Form):
    """The checklist of one service; what is left open is the action's to judge."""

    ticks = forms.MultipleChoiceField(
        label=_("What stands already"), required=False, widget=forms.CheckboxSelectMultiple
    )
    trained_roles = forms.MultipleChoiceField(
        label=_("Who is trained"),
        choices=LibraryService.TrainedRole.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Roles only, never names."),
    )
    trained_count = forms.ChoiceField(
        label=_("How many are trained"), choices=LibraryService.TrainedCount.choices, widget=forms.RadioSelect
    )
    hours_note_bg = forms.CharField(
        label=_("When"), max_length=120, required=False, help_text=_("Empty: in all opening hours.")
    )
    local_note_bg = forms.CharField(
        label=_("Note for people here"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Everybody reads it. No names and no phones of people."),
    )

    def __init__(self, *args: Any, checks: list[ServiceCheck], given: LibraryService | None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(given), **kwargs)
        language = get_language()
        self.fields["ticks"].choices = [(check.key, str(said(check, "text", language))) for check in checks]  # type: ignore[attr-defined]

    @property
    def offer(self) -> Offer:
        typed = self.cleaned_data
        return Offer(
            ticks=tuple(typed["ticks"]),
            trained_roles=tuple(typed["trained_roles"]),
            trained_count=typed["trained_count"],
            hours_note_bg=typed["hours_note_bg"],
            local_note_bg=typed["local_note_bg"],
        )


def _initial(given: LibraryService | None) -> dict[str, Any]:
    if given is None:
        return {}
    names = ("ticks", "trained_roles", "trained_count", "hours_note_bg", "local_note_bg")
    return {name: getattr(given, name) for name in names}
