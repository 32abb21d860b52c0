"""Shape of a note."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import DayField, Form
from ramo.kit import clock
from ramo.kit.languages import said
from ramo.network.models import Library

from .data import LASTS_AT_MOST, LONGEST, NoteData
from .places import Place
from .targets import Target


class NoteForm(Form):
    place = forms.ChoiceField(label=_("Whose readers see it"))
    text_bg = forms.CharField(
        label=_("Local note"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What is different at yours: a day, a place, a paper. At most 300 characters, no names of people."),
    )
    text_en = forms.CharField(
        label=_("In English"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3})
    )
    valid_until = DayField(label=_("Valid until"), help_text=_("At most half a year ahead; write it as 24.11.2026"))

    def __init__(self, *args: Any, places: dict[str, Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        choice = self.fields["place"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 (declared above)
        choice.choices = [(key, _name(place)) for key, place in places.items()]
        self.fields["valid_until"].initial = clock.today() + LASTS_AT_MOST

    @property
    def scope(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    def note(self, target: Target) -> NoteData:
        typed, scope = self.cleaned_data, self.scope
        is_library = isinstance(scope, Library)
        return NoteData(
            kind=target.kind,
            key=target.key,
            text_bg=typed["text_bg"],
            text_en=typed["text_en"],
            valid_until=typed["valid_until"],
            library_id=scope.pk if is_library else None,
            district_id=None if is_library else scope.pk,
        )


def _name(place: Place) -> str:
    if isinstance(place, Library):
        return str(place)
    return str(_("District %(name)s") % {"name": said(place, "name", get_language())})
