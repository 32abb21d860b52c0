"""Shapes of what staff type about libraries and people."""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.design.forms import Form
from ramo.kit.languages import said
from ramo.kit.phones import can_be_dialled
from ramo.search.places import look_up
from ramo.vocabularies.models import District, Settlement

from .data import Contacts, InstitutionContacts, NewLibrary, NewPerson, NewPlace
from .models import Institution, Library
from .roles import Role

Row = TypeVar("Row", bound=Model)
_OWN_KINDS = [choice for choice in Library.Kind.choices if choice[0] != Library.Kind.CHITALISHTE]


class PhoneField(forms.CharField):
    """Digits with spaces; grouped as the person grouped them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, widget=forms.TextInput({"type": "tel", "autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> str:
        number = " ".join(str(super().clean(value)).split())
        if number and not can_be_dialled(number):
            raise ValidationError(_("“Phone”: write the number with its code, as 096 000 145"), code="phone")
        return number


class PlaceField(forms.CharField):
    """A settlement by name or EKATTE code; a name borne by several is asked about, never guessed."""

    def clean(self, value: Any) -> Settlement | None:
        typed = str(super().clean(value))
        if not typed:
            return None
        answer = look_up(typed)
        if answer.place:
            return Settlement.objects.get(pk=answer.place.ekatte)
        if answer.is_unknown:
            raise ValidationError(_("“%(typed)s”: there is no such town or village."), params={"typed": typed})
        bearers = "; ".join(f"{choice.place.ekatte} – {choice.label}" for choice in answer.choices)
        raise ValidationError(_("Which one? Write its code: %(bearers)s"), params={"bearers": bearers})


class DistrictField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Model) -> str:
        return str(said(obj, "name", get_language()))


class ContactsForm(Form):
    phone = PhoneField(label=_("Phone"), required=False, help_text=_("Of the library, not of a person."))
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Of the library, not of a person."))
    address_bg = forms.CharField(label=_("Address"), max_length=200, required=False)

    @property
    def contacts(self) -> Contacts:
        typed = self.cleaned_data
        return Contacts(phone=typed["phone"], email=typed["email"], address_bg=typed["address_bg"])


class InstitutionForm(Form):
    phone = PhoneField(label=_("Phone"), required=False, help_text=_("Of the office, not of a person."))
    address_bg = forms.CharField(label=_("Address"), max_length=200, required=False)
    hours_bg = forms.CharField(
        label=_("When people are received"),
        max_length=200,
        required=False,
        help_text=_("As Monday – Friday, 9:00–17:30"),
    )
    website = forms.URLField(label=_("Website"), max_length=300, required=False, assume_scheme="https")
    contact_email = forms.EmailField(
        label=_("E-mail for our questions"),
        required=False,
        help_text=_("Only what the institution itself gave us. Shown nowhere; there we ask whether all is still true."),
    )

    @property
    def contacts(self) -> InstitutionContacts:
        return InstitutionContacts(**self.cleaned_data)


class PlaceForm(Form):
    place = PlaceField(
        label=_("Town or village"), max_length=80, help_text=_("If several bear the name, we ask you which one.")
    )


class NewLibraryForm(ContactsForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=_OWN_KINDS)
    name_bg = forms.CharField(label=_("Name in Bulgarian"), max_length=160)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    place = PlaceField(
        label=_("Town or village"), max_length=80, help_text=_("If several bear the name, we ask you which one.")
    )
    joins = forms.BooleanField(label=_("It joins the network today"), required=False, initial=True)
    field_order = ("kind", "name_bg", "name_en", "place", "address_bg", "phone", "email", "joins")

    @property
    def new_library(self) -> NewLibrary:
        typed = self.cleaned_data
        return NewLibrary(
            kind=typed["kind"],
            name_bg=typed["name_bg"],
            name_en=typed["name_en"],
            settlement_id=typed["place"].pk,
            contacts=self.contacts,
            joins=typed["joins"],
        )


class GrantForm(Form):
    """One person, one role, one place: which of the three boxes counts follows from the role."""

    email = forms.EmailField(label=_("Work e-mail"))
    name = forms.CharField(label=_("Name"), max_length=120, required=False, help_text=_("Seen by colleagues only."))
    language = forms.ChoiceField(label=_("Language of letters"), choices=User.Language.choices)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    library = forms.CharField(
        label=_("Library"), max_length=12, required=False, help_text=_("For a librarian: the register number.")
    )
    district = DistrictField(
        District.objects.all(),
        label=_("District"),
        required=False,
        empty_label="",
        help_text=_("For a district coordinator."),
    )
    institution = forms.CharField(
        label=_("Institution"), max_length=40, required=False, help_text=_("For a partner expert: the key, as noi.")
    )

    def clean_library(self) -> Library | None:
        number = self.cleaned_data["library"].strip()
        return _known(Library.objects.in_network(), number, _("“Library”: none in the network has the number %(key)s."))

    def clean_institution(self) -> Institution | None:
        key = self.cleaned_data["institution"].strip()
        return _known(Institution.objects.all(), key, _("“Institution”: none has the key %(key)s."))

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        asked = {
            Role.LIBRARIAN: ("library", _("“Library”: a librarian works in one. Write its register number.")),
            Role.COORDINATOR: ("district", _("“District”: a coordinator works for one. Choose it.")),
            Role.PARTNER: ("institution", _("“Institution”: a partner expert works for one. Write its key.")),
        }.get(typed.get("role"))  # type: ignore[arg-type]
        if asked and not typed.get(asked[0]) and asked[0] not in self.errors:
            self.add_error(*asked)
        return typed

    @property
    def person(self) -> NewPerson:
        typed = self.cleaned_data
        return NewPerson(email=typed["email"], name=typed["name"], language=typed["language"])

    @property
    def scope(self) -> Library | District | Institution | None:
        """The place that the chosen role asks for."""
        column = {Role.LIBRARIAN: "library", Role.COORDINATOR: "district", Role.PARTNER: "institution"}
        role = Role(self.cleaned_data["role"])
        return self.cleaned_data[column[role]] if role in column else None

    @property
    def place(self) -> NewPlace:
        role, scope = self.cleaned_data["role"], self.scope
        return NewPlace(
            role,
            library_id=scope.pk if isinstance(scope, Library) else None,
            district_id=scope.pk if isinstance(scope, District) else None,
            institution_id=scope.pk if isinstance(scope, Institution) else None,
        )


def _known(rows: "QuerySet[Row]", key: str, sentence: Any) -> Row | None:
    if not key:
        return None
    found = rows.filter(pk=key).first()
    if found is None:
        raise ValidationError(sentence, params={"key": key})
    return found
