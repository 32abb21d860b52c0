"""The shape of what staff type about sources and files; rules stand in the actions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.design.forms import Form, WebField
from ramo.listings.reach import Reach
from ramo.network.models import Institution
from ramo.vocabularies.models import District

from .actions import SourceData
from .models import Source
from .reach import may_mind, minders
from .readers.headings import suggest
from .words import LABELS

_TITLES = {"title", "profession", "occupation"}
_OWN = "own:"  # no key of a source holds a colon
MOST_BYTES = 20_000_000


class AddressForm(Form):
    address = WebField(
        label=_("Address of the source"),
        help_text=_("Of the list itself: a feed, a calendar, a page with offers, a file."),
    )
    payload = forms.CharField(
        label=_("Question in JSON, only for interfaces that are asked by POST"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The search of EURES, say. Leave it empty for everything else."),
    )

    def clean_payload(self) -> str:
        """As it is sent; empty where the address alone says all."""
        typed: str = self.cleaned_data["payload"]
        if typed and not _is_object(typed):
            raise ValidationError(gettext("Write the question as a JSON object, in braces."))
        return typed


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


class SourceForm(Form):
    """`user` may only name what lies within reach."""

    name = forms.CharField(label=_("Name, as readers see it"), max_length=160)
    kind = forms.ChoiceField(label=_("What it has"), choices=Source.Kind.choices)
    institution = forms.ModelChoiceField(
        label=_("Institution"), queryset=Institution.objects.none(), required=False, empty_label=_("none of ours")
    )
    district = forms.ModelChoiceField(
        label=_("District that minds it"),
        queryset=District.objects.none(),
        required=False,
        empty_label=_("the whole network"),
    )
    owner = forms.ModelChoiceField(
        label=_("Who is asked when it fails"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("its district, or the office"),
    )
    licence = forms.CharField(label=_("Licence or leave to use it"), max_length=200, required=False)
    cadence_days = forms.IntegerField(
        label=_("Something new at least every … days"), min_value=1, max_value=365, initial=7
    )
    min_items = forms.IntegerField(label=_("At least so many items"), min_value=0, max_value=100_000, initial=1)
    max_items = forms.IntegerField(label=_("At most so many items"), min_value=1, max_value=100_000, initial=2000)
    is_whole = forms.BooleanField(
        label=_("It lists all that it has: what it lists no more is gone"), required=False, initial=True
    )
    is_vouched = forms.BooleanField(
        label=_("The institution stands for it: its offers count as checked"), required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach = Reach.of(user)
        self.reach = reach
        districts = (
            District.objects.all()
            if reach.everything
            else District.objects.filter(pk__in=[each.pk for each in reach.districts])
        )
        self.fields["institution"].queryset = reach.owners()  # type: ignore[attr-defined]
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]
        self.fields["owner"].queryset = self._people(user)  # type: ignore[attr-defined]
        self.initial.setdefault("owner", user.pk)

    def clean(self) -> dict[str, Any] | None:
        typed = super().clean() or {}
        least, most = typed.get("min_items"), typed.get("max_items")
        if least is not None and most is not None and least > most:
            self.add_error("max_items", gettext("Write at least as many as the least number."))
        if not self.reach.everything and not (typed.get("institution") or typed.get("district")):
            self.add_error("district", gettext("Choose your district or institution."))
        if typed.get("is_vouched") and not typed.get("institution"):
            self.add_error("institution", gettext("Choose the institution that stands for it."))
        if (owner := typed.get("owner")) and not may_mind(owner, self._described(typed)):
            self.add_error("owner", gettext("Choose somebody of its district or institution, or of the office."))
        return typed

    def _people(self, user: User) -> "QuerySet[User]":
        if self.reach.everything:
            return minders()
        places = Q(memberships__district__in=self.reach.districts)
        places |= Q(memberships__institution__in=self.reach.owners())
        return minders().filter(Q(pk=user.pk) | places)

    def _described(self, typed: dict[str, Any]) -> Source:
        return Source(institution=typed.get("institution"), district=typed.get("district"))

    def data_typed(self) -> SourceData:
        return SourceData(**{name: self.cleaned_data[name] for name in SourceData.__dataclass_fields__})


def initial_of(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in SourceData.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Places:
    """Where a person may bring a list: sources that stand, and own institutions that brought none yet."""

    sources: Sequence[Source]
    institutions: Sequence[Institution]

    def choices(self) -> list[tuple[str, str]]:
        own = [(f"{_OWN}{each.pk}", each.name_bg) for each in self.institutions]
        return [(each.pk, each.name) for each in self.sources] + own

    def chosen(self, value: str) -> Source | Institution:
        if value.startswith(_OWN):
            return next(each for each in self.institutions if each.pk == value.removeprefix(_OWN))
        return next(each for each in self.sources if each.pk == value)


MOST_PASTED = 1_000_000  # no `maxlength` in the page: a browser would cut the rest off without a word


class IntakeForm(Form):
    """A file, or a table pasted from a mail or a sheet."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label=_("From whom"))
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("XLSX, XLS, ODS or CSV, at most 20 MB."),
        widget=forms.FileInput({"accept": ".xlsx,.xls,.xlsb,.ods,.csv,.txt,.tsv,.html,.htm"}),
    )
    pasted = forms.CharField(
        label=_("Or paste the table here"),
        required=False,
        validators=[MaxLengthValidator(MOST_PASTED)],
        strip=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Mark the table in the mail or sheet, copy, and paste."),
    )

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["source"].choices = places.choices()  # type: ignore[attr-defined]
        self.initial.setdefault("submission", uuid4())

    def clean_file(self) -> "UploadedFile[bytes] | None":
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise ValidationError(gettext("The file is larger than 20 MB. Bring it in parts."))
        return file

    def clean(self) -> dict[str, Any] | None:
        typed = super().clean() or {}
        if not typed.get("file") and not (typed.get("pasted") or "").strip() and "file" not in self.errors:
            self.add_error("file", gettext("Choose a file, or paste the table."))
        return typed

    def brought(self) -> tuple[bytes, str, str]:
        """Content, name and type."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file:
            return file.read(), file.name or "", file.content_type or ""
        return self.cleaned_data["pasted"].encode(), "", "text/plain; charset=utf-8"


class ColumnsForm(Form):
    """One choice for each heading of the file, with a taste of what stands under it."""

    def __init__(
        self,
        *args: Any,
        columns: Sequence[str],
        mapping: dict[str, str],
        samples: Sequence[Sequence[str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        choices = [("", gettext("leave out")), *((name, label) for name, label in LABELS.items())]
        for number, heading in enumerate(columns):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=mapping.get(heading, suggest(heading))
            )
        for number, some in enumerate(samples):
            self.fields[f"column_{number}"].help_text = " · ".join(some)

    def mapping(self) -> dict[str, str]:
        return {heading: self.cleaned_data[f"column_{number}"] for number, heading in enumerate(self.columns)}


class LettersForm(ColumnsForm):
    """Of a table whose first row names nothing that we know: its columns bear letters."""

    def __init__(self, *args: Any, first_row: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first_row = first_row
        for number, heading in enumerate(self.columns):
            self.fields[f"column_{number}"].label = gettext("Column %(letter)s") % {"letter": heading.strip("()")}
        self.fields["is_named"] = forms.BooleanField(
            label=_("The first row names the columns and is no offer"),
            required=False,
            initial=not any(sign.isdigit() for cell in first_row for sign in cell),
        )

    def clean(self) -> dict[str, Any] | None:
        typed = super().clean() or {}
        if not _TITLES & {typed.get(f"column_{number}") for number in range(len(self.columns))}:
            raise ValidationError(gettext("Choose in which column the title stands, or the name of the job."))
        return typed

    def mapping(self) -> dict[str, str]:
        """By the names in the first row, by which the next file is known; else by letter."""
        chosen = super().mapping()
        if not self.cleaned_data["is_named"]:
            return chosen
        return {name: field for name, field in zip(self.first_row, chosen.values(), strict=True) if name}
