"""Shape of what staff type about agreements, their duties and papers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import ChipSelect, DayField, Form, SaidChoice, SaidChoices, WebField
from ramo.kit import clock
from ramo.network.access import NETWORK, Permission, may
from ramo.network.forms import PhoneField
from ramo.network.models import Institution, Library
from ramo.network.reach import districts_within
from ramo.vocabularies.models import Area, District, Municipality

from .data import AgreementData, AnnexData, ContactRole, DoneData, DutyData, PaperData, SigningData, Span
from .models import Agreement, Duty, Paper

_LINES = {"rows": 2}
_INSTITUTIONS = Institution.objects.published().order_by("name_bg")


class AgreementForm(Form):
    """`user` is offered only levels and districts that lie within reach."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Level"), choices=Agreement.Level.choices, widget=ChipSelect)
    partner = SaidChoice(
        Institution.objects.published().order_by("name_bg"), label=_("Partner"), empty_label=_("choose")
    )
    second = SaidChoice(
        Institution.objects.published().order_by("name_bg"),
        label=_("One more party"),
        required=False,
        empty_label=_("none"),
    )
    our_side_bg = forms.CharField(
        label=_("Who signs for the libraries"), max_length=160, help_text=_("As it stands in the agreement.")
    )
    parent = forms.ModelChoiceField(
        label=_("Under the national agreement"),
        queryset=Agreement.objects.filter(level=Agreement.Level.NATIONAL).select_related("partner"),
        required=False,
        empty_label=_("under none"),
        help_text=_("Its duties for partnerships stand here as well; you can change each of them for this place."),
    )
    subject_bg = forms.CharField(label=_("Subject"), max_length=200, help_text=_("What it is about, in one sentence."))
    subject_en = forms.CharField(label=_("Subject in English"), max_length=200, required=False)
    areas = SaidChoices(Area.objects.order_by("order"), label=_("Services"), required=False)
    district = SaidChoice(
        District.objects.none(), label=_("District"), required=False, empty_label=_("the whole country")
    )
    municipality = SaidChoice(
        Municipality.objects.none(), label=_("Municipality"), required=False, empty_label=_("the whole district")
    )
    covers = forms.ChoiceField(label=_("Which libraries"), choices=Agreement.Covers.choices, widget=ChipSelect)
    theirs_role_bg = forms.CharField(
        label=_("Whom to ask at the partner"), max_length=80, required=False, help_text=_("A department or a role.")
    )
    theirs_phone = PhoneField(label=_("Phone of the partner"), required=False)
    theirs_email = forms.EmailField(label=_("E-mail of the partner"), required=False)
    ours_role_bg = forms.CharField(
        label=_("Whom to ask on our side"), max_length=80, required=False, help_text=_("A role, not a name.")
    )
    ours_phone = PhoneField(label=_("Phone of our side"), required=False)
    ours_email = forms.EmailField(label=_("E-mail of our side"), required=False)
    note_bg = forms.CharField(
        label=_("Note for colleagues"), max_length=500, required=False, widget=forms.Textarea(attrs=_LINES)
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = districts_within(user, Permission.EDIT_AGREEMENT).order_by("name_bg")
        municipalities = Municipality.objects.filter(district__in=districts).order_by("district", "name_bg")
        _offer(self.fields["district"], districts)
        _offer(self.fields["municipality"], municipalities)
        if not may(user, Permission.EDIT_AGREEMENT, NETWORK):
            local = Agreement.Level.LOCAL
            self.fields["level"].choices = [(local.value, local.label)]  # type: ignore[attr-defined]
            self.fields["district"].required = True
            self.fields["district"].empty_label = None  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        town, district = typed.get("municipality"), typed.get("district")
        if town and district and town.district_id != district.pk:
            self.add_error("municipality", _("This municipality lies in another district."))
        return typed

    @property
    def agreement(self) -> AgreementData:
        typed = self.cleaned_data
        return AgreementData(
            level=typed["level"],
            partner=typed["partner"].pk,
            others=tuple(each.pk for each in [typed["second"]] if each),
            our_side_bg=typed["our_side_bg"],
            subject_bg=typed["subject_bg"],
            subject_en=typed["subject_en"],
            areas=tuple(area.pk for area in typed["areas"]),
            covers=typed["covers"],
            district=typed["district"].pk if typed["district"] else "",
            municipality=typed["municipality"].pk if typed["municipality"] else "",
            parent=typed["parent"].pk if typed["parent"] else None,
            theirs=_contact(typed, "theirs"),
            ours=_contact(typed, "ours"),
            note_bg=typed["note_bg"],
            submission=typed["submission"],
        )


class SigningForm(Form):
    number = forms.CharField(
        label=_("Number of the agreement"), max_length=40, help_text=_("As it stands on the signed copy.")
    )
    signed_on = DayField(label=_("Signed on"))
    valid_from = DayField(label=_("In force from"))
    valid_until = DayField(label=_("In force until"), required=False, help_text=_("Empty: until a side gives notice."))
    notice_days = forms.IntegerField(
        label=_("Notice, in days"),
        min_value=1,
        max_value=730,
        required=False,
        help_text=_("Where there is no last day."),
    )
    is_compared = forms.BooleanField(label=_("I compared all of this with the signed copy"))

    @property
    def signing(self) -> SigningData:
        typed = self.cleaned_data
        term = Span(typed["valid_from"], typed["valid_until"])
        return SigningData(typed["number"], typed["signed_on"], term, typed["notice_days"])


class AnnexForm(Form):
    submission = forms.UUIDField(widget=forms.HiddenInput)
    signed_on = DayField(label=_("Signed on"))
    what_bg = forms.CharField(label=_("What it changes"), max_length=300, widget=forms.Textarea(attrs=_LINES))

    @property
    def annex(self) -> AnnexData:
        typed = self.cleaned_data
        return AnnexData(typed["signed_on"], typed["what_bg"], typed["submission"])


class ExtensionForm(AnnexForm):
    """`seen_until` goes with the form: whoever extends has seen the last day that stands."""

    valid_until = DayField(label=_("New last day"))
    seen_until = forms.DateField(widget=forms.HiddenInput, required=False)
    field_order = ("submission", "seen_until", "valid_until", "signed_on", "what_bg")

    @property
    def annex(self) -> AnnexData:
        typed = self.cleaned_data
        return AnnexData(
            typed["signed_on"], typed["what_bg"], typed["submission"], typed["valid_until"], typed["seen_until"]
        )


class EndForm(Form):
    on = DayField(label=_("Last day"))
    why_bg = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs=_LINES), help_text=_("Colleagues read it.")
    )


class LibrariesForm(Form):
    libraries = forms.ModelMultipleChoiceField(
        queryset=Library.objects.none(), label=_("Libraries to add"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: QuerySet[Library], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["libraries"], offered)


class DutyForm(Form):
    owes = forms.ChoiceField(label=_("Who owes it"), choices=Duty.Owes.choices, widget=ChipSelect)
    what_bg = forms.CharField(label=_("What"), max_length=200, help_text=_("As a thing that can be counted."))
    what_en = forms.CharField(label=_("What, in English"), max_length=200, required=False)
    rhythm = forms.ChoiceField(label=_("How often"), choices=Duty.Rhythm.choices, widget=ChipSelect)
    amount = forms.IntegerField(label=_("How many each time"), min_value=1, max_value=10_000, initial=1)
    due_on = DayField(label=_("By which day"), required=False, help_text=_("Only for what is done once."))
    by_locals = forms.BooleanField(
        label=_("The partnerships under this agreement carry it out"), required=False, help_text=_("They inherit it.")
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agreement.level != Agreement.Level.NATIONAL:
            del self.fields["by_locals"]

    @property
    def duty(self) -> DutyData:
        typed = self.cleaned_data
        is_once = typed["rhythm"] == Duty.Rhythm.ONCE
        return DutyData(
            owes=typed["owes"],
            what_bg=typed["what_bg"],
            what_en=typed["what_en"],
            rhythm=typed["rhythm"],
            amount=typed["amount"],
            due_on=typed["due_on"] if is_once else None,
            by_locals=typed.get("by_locals", False),
        )


class DoneForm(Form):
    """`libraries`: those to choose from where libraries owe; none where the person's own is meant."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    done_on = DayField(label=_("When"), initial=clock.today)
    amount = forms.IntegerField(label=_("How many"), min_value=1, max_value=10_000, initial=1)
    text = forms.CharField(
        label=_("What was done"), max_length=300, required=False, help_text=_("No names and no numbers of people.")
    )
    url = WebField(label=_("Address where it can be seen"), required=False)
    library = forms.ModelChoiceField(label=_("Library"), queryset=Library.objects.none(), empty_label=_("choose"))
    field_order = ("submission", "library", "done_on", "amount", "text", "url")

    def __init__(self, *args: Any, libraries: QuerySet[Library] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if libraries is None:
            del self.fields["library"]
        else:
            _offer(self.fields["library"], libraries)

    def done(self, own: Library | None) -> DoneData:
        typed = self.cleaned_data
        library = own or typed.get("library")
        return DoneData(
            done_on=typed["done_on"],
            amount=typed["amount"],
            text=typed["text"],
            url=typed["url"],
            library=library.pk if library else "",
            submission=typed["submission"],
        )


class PaperForm(Form):
    """The file stands last: what was typed before it is kept when the file is not."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Paper.Kind.choices, initial="signed", widget=ChipSelect)
    title_bg = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("Annex 1, three libraries")
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF of at most 10 MB. Only staff can open it."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    @property
    def paper(self) -> PaperData:
        typed = self.cleaned_data
        return PaperData(kind=typed["kind"], title_bg=typed["title_bg"], content=typed["file"].read())


def initial_of(agreement: Agreement) -> dict[str, Any]:
    names = ["level", "our_side_bg", "subject_bg", "subject_en", "covers", "note_bg", "submission", "partner"]
    places = ["district", "municipality", "parent"]
    contacts = tuple(f"{side}_{name}" for side in ("theirs", "ours") for name in ("role_bg", "phone", "email"))
    values = {name: getattr(agreement, name) for name in (*names, *places, *contacts)}
    return values | {"areas": list(agreement.areas.all()), "second": agreement.others.first()}


def _contact(typed: dict[str, Any], side: str) -> ContactRole:
    return ContactRole(typed[f"{side}_role_bg"], typed[f"{side}_phone"], typed[f"{side}_email"])


def _offer(field: forms.Field, rows: Any) -> None:
    field.queryset = rows  # type: ignore[attr-defined]
