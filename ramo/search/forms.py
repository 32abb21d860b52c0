"""The shape of a question in an address: /tarsene/?q=…&a=…&p=…; what cannot be read is left out."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import Form

from .data import MAX_QUESTION_LENGTH, Deadline, Distance, Freshness, Place, SearchQuery, Sort

_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
_MAX_KEYS = 40
_FRESHNESS, _DEADLINES = frozenset(Freshness), frozenset(Deadline)

DISTANCES = {
    Distance.KM_10: _("within 10 km"),
    Distance.KM_20: _("within 20 km"),
    Distance.KM_50: _("within 50 km"),
    Distance.DISTRICT: _("the whole district"),
    Distance.COUNTRY: _("the whole country"),
}


class KeysField(forms.MultipleChoiceField):
    """Keys of filters; those nothing is filed under simply find nothing."""

    def to_python(self, value: Sequence[str] | None) -> list[str]:
        return [key for key in dict.fromkeys(value or ()) if _KEY.fullmatch(key)][:_MAX_KEYS]

    def valid_value(self, value: str) -> bool:
        return True


class SearchForm(Form):
    q = forms.CharField(
        label=_("What you are looking for"),
        max_length=MAX_QUESTION_LENGTH,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    a = KeysField(required=False)
    k = KeysField(required=False)
    r = KeysField(required=False)
    f = KeysField(required=False)
    g = KeysField(required=False)
    u = KeysField(required=False)
    p = forms.CharField(label=_("Town or village"), max_length=80, required=False)
    d = forms.TypedChoiceField(
        label=_("How far"), choices=DISTANCES, coerce=Distance, empty_value=Distance.KM_20, required=False
    )
    s = forms.TypedChoiceField(
        choices=[(sort, sort) for sort in Sort], coerce=Sort, empty_value=Sort.RELEVANT, required=False
    )
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)
    exact = forms.BooleanField(required=False)

    @property
    def typed(self) -> str:
        return str(self._read("q", ""))

    @property
    def typed_place(self) -> str:
        return str(self._read("p", ""))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked yet."""
        return not any(self._read(name, None) for name in "qakrfgup")

    def query(self, place: Place | None) -> SearchQuery:
        return SearchQuery(
            text=self.typed,
            exact=bool(self._read("exact", None)),
            areas=tuple(self._read("a", [])),
            kinds=tuple(self._read("k", [])),
            districts=tuple(self._read("r", [])),
            freshness=tuple(value for value in self._read("f", []) if value in _FRESHNESS),
            occupations=tuple(self._read("g", [])),
            deadlines=tuple(value for value in self._read("u", []) if value in _DEADLINES),
            place=place,
            distance=self._read("d", Distance.KM_20),
            sort=self._read("s", Sort.RELEVANT),
            page=self._read("page", None) or 1,
        )

    def show(self, place_label: str) -> None:
        """Puts into the fields how they were understood: the place's full name, the distance meant."""
        shown = {"p": place_label, "d": self._read("d", Distance.KM_20)}
        self.data = {name: self.data.get(name) for name in self.fields} | shown

    def offer_completions(self) -> None:
        """Tells the script of the page where to ask while one types."""
        self.fields["q"].widget.attrs |= {
            "data-complete": reverse("search:complete"),
            "data-complete-label": _("Suggestions"),
        }

    def _read(self, name: str, default: Any) -> Any:
        """A field that could be read, or the default."""
        return (self.cleaned_data.get(name) if self.is_bound and not self.errors.get(name) else None) or default
