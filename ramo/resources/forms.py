"""The shape of what readers and editors type; rules stand in the actions."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import DayField, Form, SaidChoice, SaidChoices, WebField
from ramo.kit.phones import can_be_dialled
from ramo.network.models import Institution
from ramo.vocabularies.models import Area, Notice, Topic

from .data import NeedFacts, ResourceFacts
from .models import Need, NeedResource, Resource
from .pages import SITE_LANGUAGES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

MOST_RESOURCES = 6
LONGEST_LINE = 400
MOST_EASY_WORDS = 14
_EASY = _("One short sentence a line, one thing to do in each. Words that everybody knows.")


class LinesField(forms.CharField):
    """One thing a line; empty lines are left out."""

    widget = forms.Textarea(attrs={"rows": 5})

    def clean(self, value: Any) -> tuple[str, ...]:
        text: str = super().clean(value)
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        for number, line in enumerate(lines, start=1):
            if len(line) > LONGEST_LINE:
                raise ValidationError(
                    gettext("“%(field)s”: split line %(number)d, it is longer than %(most)d characters.")
                    % {"field": self.label, "number": number, "most": LONGEST_LINE}
                )
        return lines

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value


class EasyField(LinesField):
    """The same in short sentences; empty where nobody has written it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = super().clean(value)
        for number, line in enumerate(lines, start=1):
            if len(line.split()) > MOST_EASY_WORDS:
                raise ValidationError(
                    gettext("“%(field)s”: split line %(number)d, it has more than %(most)d words.")
                    % {"field": self.label, "number": number, "most": MOST_EASY_WORDS}
                )
        return lines


def _can_be_dialled(typed: str) -> None:
    if not can_be_dialled(typed):
        raise ValidationError(gettext("“Phone”: write the number as 0700 18 700 or 096 000 145"))


def _line(label: "Words", most: int, *, required: bool = False, hint: "Words" = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


def _prose(label: "Words", *, required: bool = False, hint: "Words" = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, help_text=hint, widget=forms.Textarea(attrs={"rows": 3}))


class TermForm(Form):
    """Until when a confirmation holds."""

    valid_until = DayField(
        label=_("Valid until"), required=False, help_text=_("As 24.11.2026. Empty: as long as usual for its kind.")
    )


class NewResourceForm(Form):
    """The least that a draft needs; the rest is written on its own page."""

    key = forms.SlugField(
        label=_("Key"), max_length=40, help_text=_("Latin letters and dashes, for the address. It never changes.")
    )
    area = SaidChoice(Area.objects.all(), label=_("Area"))
    owner = SaidChoice(Institution.objects.all(), label=_("Owner"), required=False)
    name_bg = _line(_("Name"), 160, required=True)
    url = WebField(label=_("Address of the site"))
    gives_bg = _prose(_("What a person gets"), required=True, hint=_("Two short sentences."))

    def __init__(self, *args: Any, owners: QuerySet[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["owner"], owners)

    def facts(self) -> ResourceFacts:
        typed = self.cleaned_data
        owner: Institution | None = typed["owner"]
        return ResourceFacts(
            area=typed["area"].key,
            owner=owner.key if owner else "",
            name_bg=typed["name_bg"],
            url=typed["url"],
            gives_bg=typed["gives_bg"],
        )


class ResourceForm(Form):
    name_bg = _line(_("Name"), 160, required=True)
    name_en = _line(_("Name in English"), 160)
    url = WebField(label=_("Address of the site"), required=False, help_text=_("Empty only for a telephone line."))
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        validators=[_can_be_dialled],
        help_text=_("Of an office, never of a person. Leave empty if unknown."),
    )
    owner = SaidChoice(Institution.objects.all(), label=_("Owner"), required=False)
    owner_text_bg = _line(_("Owner, if not on the list"), 160)
    gives_bg = _prose(_("What a person gets"), required=True, hint=_("Two short sentences."))
    gives_en = _prose(_("What a person gets, in English"))
    how_to_bg = LinesField(label=_("Steps"), required=False, help_text=_("One step a line."))
    how_to_en = LinesField(label=_("Steps in English"), required=False)
    easy_bg = EasyField(label=_("Easy to read"), help_text=_EASY)
    easy_en = EasyField(label=_("Easy to read, in English"))
    needs_bg = _line(_("What one needs"), 160)
    needs_en = _line(_("What one needs, in English"), 160)
    cost_bg = _line(_("Cost"), 120)
    cost_en = _line(_("Cost, in English"), 120)
    audience_bg = _line(_("For whom"), 120)
    audience_en = _line(_("For whom, in English"), 120)
    languages = forms.MultipleChoiceField(
        label=_("Languages of the site"), choices=list(SITE_LANGUAGES.items()), widget=forms.CheckboxSelectMultiple
    )
    topics = SaidChoices(Topic.objects.none(), field="label", label=_("Topics"), required=False)
    source_label = _line(_("Name of the source"), 160)
    source_url = WebField(label=_("Address of the source"), required=False)
    is_recommended = forms.BooleanField(label=_("We recommend it: it may go on a hand-out"), required=False)

    def __init__(self, *args: Any, resource: Resource, owners: QuerySet[Institution], **kwargs: Any) -> None:
        own = {"topics": [topic.pk for topic in resource.topics.all()], "owner": resource.owner_id}
        super().__init__(*args, initial=_initial(resource, self.base_fields) | own, **kwargs)
        self.area = resource.area_id
        _offer(self.fields["owner"], owners)
        _offer(self.fields["topics"], Topic.objects.filter(area=resource.area_id))

    def clean(self) -> dict[str, Any] | None:
        if not self.cleaned_data.get("url") and not self.cleaned_data.get("phone") and "url" not in self.errors:
            self.add_error("url", gettext("Write the address of the site, or a phone."))
        return super().clean()

    def facts(self) -> ResourceFacts:
        owner: Institution | None = self.cleaned_data["owner"]
        written = self.cleaned_data | {
            "owner": owner.key if owner else "",
            "topics": tuple(topic.pk for topic in self.cleaned_data["topics"]),
            "languages": tuple(self.cleaned_data["languages"]),
        }
        return ResourceFacts(area=self.area, **written)


class NeedForm(Form):
    title_bg = _line(_("Title"), 160, required=True)
    title_en = _line(_("Title in English"), 160)
    steps_bg = LinesField(label=_("Steps"), help_text=_("One step a line, three to six steps."))
    steps_en = LinesField(label=_("Steps in English"), required=False)
    easy_bg = EasyField(label=_("Easy to read"), help_text=_EASY)
    easy_en = EasyField(label=_("Easy to read, in English"))
    papers_bg = LinesField(label=_("What to take along"), required=False, help_text=_("One thing a line."))
    papers_en = LinesField(label=_("What to take along, in English"), required=False)
    refer_bg = _line(_("Who will help"), 300)
    refer_en = _line(_("Who will help, in English"), 300)
    boundary = SaidChoice(Notice.objects.all(), field="title", label=_("Notice on the limits of help"), required=False)
    source_label = _line(_("Name of the source"), 160)
    source_url = WebField(label=_("Address of the source"), required=False)

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(need, self.base_fields) | {"boundary": need.boundary_id}, **kwargs)
        named = Resource.objects.published().recommended().order_by("name_bg").values_list("key", "name_bg")
        choices = [("", "–"), *named]
        chosen = list(NeedResource.objects.filter(need=need).values_list("resource_id", flat=True))
        for number in range(1, MOST_RESOURCES + 1):
            name = f"resource_{number}"
            label = gettext("Official place %(number)d") % {"number": number}
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
            self.initial[name] = chosen[number - 1] if number <= len(chosen) else ""

    def facts(self) -> NeedFacts:
        typed = dict(self.cleaned_data)
        boundary: Notice | None = typed.pop("boundary")
        places = [typed.pop(f"resource_{number}") for number in range(1, MOST_RESOURCES + 1)]
        resources = tuple(dict.fromkeys(filter(None, places)))
        return NeedFacts(boundary=boundary.key if boundary else "", resources=resources, **typed)


def _offer(field: forms.Field, choices: QuerySet[Any]) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = choices


def _initial(guide: Need | Resource, fields: dict[str, forms.Field]) -> dict[str, Any]:
    return {name: getattr(guide, name) for name in fields if name not in {"owner", "topics", "boundary"}}
