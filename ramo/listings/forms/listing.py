"""What the forms of all kinds share. Few fields are asked first; the rest waits behind “More”."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import DayField, Form, SaidChoice, WebField
from ramo.listings.data import AnyListingData, ListingKind, VacancyData
from ramo.listings.writing import SHAPES
from ramo.network.models import Institution
from ramo.search.places import label as place_label
from ramo.vocabularies.models import Settlement

from .fields import PlacesField, line, phone, prose

_NEVER_ASKED = ("language", "area", "topics", "published_on", "original")


class ListingForm(Form):
    """`first` names the fields that are asked at once. Of the last offer, `repeated` are filled in again."""

    kind: ClassVar[ListingKind]
    first: ClassVar[tuple[str, ...]] = ()
    repeated: ClassVar[frozenset[str]] = frozenset({"institution", "places", "phone", "source_label", "source_url"})

    submission = forms.UUIDField(widget=forms.HiddenInput)
    title = line(_("Title"), 250, required=True)
    places = PlacesField(
        label=_("Where"),
        required=False,
        max_length=600,
        help_text=_("Town or village. Several: Montana; Lom. Empty: in the whole country."),
    )
    phone = phone(_("Phone"))
    text = prose(_("In a few words"), rows=4)
    valid_until = DayField(
        label=_("Show until"), required=False, help_text=_("As 24.11.2026. Empty: as long as is usual.")
    )
    link = WebField(label=_("Address of the offer"), required=False)
    place_text = line(_("Place in words"), 200, hint=_("For what is no settlement: at home, in several villages."))
    source_label = line(_("Name of the source"), hint=_("Who says so: the labour office, the firm."))
    source_url = WebField(label=_("Address of the source"), required=False)
    institution = SaidChoice(
        Institution.objects.none(), label=_("Offer of the institution"), required=False, empty_label=_("none of these")
    )

    def __init__(
        self, *args: Any, owners: QuerySet[Institution], was: AnyListingData | None = None, **kwargs: Any
    ) -> None:
        """`was`: the offer that is edited, or the last one that a new one begins from."""
        super().__init__(*args, **kwargs)
        field = self.fields["institution"]
        if isinstance(field, SaidChoice):
            field.queryset = owners.order_by("name_bg")
        if was:
            self.initial = {**self.shown(was), **self.initial}

    @classmethod
    def shown(cls, data: AnyListingData) -> dict[str, Any]:
        """An offer as its form shows it."""
        values = {name: getattr(data, name) for name in cls.base_fields if hasattr(data, name)}
        found = Settlement.objects.select_related("municipality__district").in_bulk(data.places)
        return values | {"places": "; ".join(place_label(found[each]) for each in data.places if each in found)}

    @classmethod
    def begun_from(cls, last: AnyListingData) -> dict[str, Any]:
        """What is likely the same in the next offer of the same person."""
        return {name: value for name, value in cls.shown(last).items() if name in cls.repeated}

    def asked_first(self) -> Iterator[forms.BoundField]:
        for name in self.first:
            yield self[name]

    def asked_later(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in {*self.first, "submission"}]

    @property
    def is_open(self) -> bool:
        """Whether one of the later fields was refused, so that they must be seen."""
        return any(field.errors for field in self.asked_later())

    def offer(self) -> AnyListingData:
        return SHAPES[self.kind](**self.said())

    def offer_after(self, was: AnyListingData) -> AnyListingData:
        """What the form does not ask stays as it was; an occupation goes with the words that named it."""
        data = self.offer()
        kept = {name: getattr(was, name) for name in _NEVER_ASKED}
        if isinstance(data, VacancyData) and isinstance(was, VacancyData):
            kept |= _occupation(was) if data.occupation_text == was.occupation_text else {}
        return replace(data, **kept)

    def said(self) -> dict[str, Any]:
        """What was typed, named as the data of the kind names it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "submission"}
        owner: Institution | None = typed["institution"]
        return typed | {"institution": owner.pk if owner else ""}


def _occupation(was: VacancyData) -> dict[str, Any]:
    return {"occupation": was.occupation, "occupation_code": was.occupation_code}
