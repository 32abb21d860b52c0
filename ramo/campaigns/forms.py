"""What people type about campaigns: shapes only, no rule. No field takes a secret, a sum or a return."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import ChipSelect, DayField, Form, SaidChoice, WebField
from ramo.events.outcome_forms import OutcomeForm
from ramo.network.models import Institution
from ramo.partnerships.models import Agreement
from ramo.vocabularies.models import District

from .data import CORE, Answers, EditionData, MaterialData, Target
from .models import Edition, EditionTask, Kit, Material

MOST_LINES, LONGEST_LINE = 40, 300
_EXTRA = "extra_"
_DUE = "due_"


class EditionForm(Form):
    """`edition`: one that stands, with the days of its tasks; without it a new one of `kit`."""

    anchor_on = DayField(label=_("The day everything is counted from"), help_text=_("As 30.04.2027"))
    partner = SaidChoice(Institution.objects.none(), label=_("With whom"), required=False, empty_label="")
    agreement = forms.ModelChoiceField(
        Agreement.objects.none(), label=_("By which agreement"), required=False, empty_label=""
    )
    topic = forms.CharField(label=_("Topic of this time"), max_length=120, required=False)
    starts_on = DayField(label=_("First day"), help_text=_("Empty: that of the first task."), required=False)
    ends_on = DayField(label=_("Last day"), help_text=_("Empty: that of the last task."), required=False)
    note = forms.CharField(
        label=_("Notes for the office"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kit: Kit, edition: Edition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kit, self.edition = kit, edition
        chosen: Any = self.fields["partner"]
        chosen.queryset = Institution.objects.published().order_by("level", "name_bg")
        agreed: Any = self.fields["agreement"]
        agreed.queryset = _agreements(edition)
        in_order = edition.tasks.select_related("task__kit").order_by("due_on", "task__order") if edition else ()
        self._tasks: list[EditionTask] = list(in_order)
        for each in self._tasks:
            self.fields[_DUE + each.task.code] = DayField(label=each.task.text_bg, required=False, initial=each.due_on)

    @property
    def days(self) -> list[tuple[EditionTask, forms.BoundField]]:
        return [(each, self[_DUE + each.task.code]) for each in self._tasks]

    def given(self) -> EditionData:
        """Where only the anchor was changed, all days that the person left as they stood go with it."""
        typed = self.cleaned_data
        shift = typed["anchor_on"] - self.edition.anchor_on if self.edition else None
        due = {each.task.code: self._day(_DUE + each.task.code, each.due_on, shift) for each in self._tasks}
        return EditionData(
            kit=self.kit.pk,
            anchor_on=typed["anchor_on"],
            partner=typed["partner"].pk if typed["partner"] else "",
            agreement=typed["agreement"].pk if typed["agreement"] else None,
            districts=tuple(self.edition.districts) if self.edition else (),
            topic=typed["topic"] or self.kit.topic_of(typed["anchor_on"].month),
            note=typed["note"],
            starts_on=self._day("starts_on", self.edition.starts_on if self.edition else None, shift),
            ends_on=self._day("ends_on", self.edition.ends_on if self.edition else None, shift),
            due={code: day for code, day in due.items() if day},
            is_demo=self.edition.is_demo if self.edition else False,
        )

    def _day(self, name: str, stood: Any, shift: Any) -> Any:
        typed = self.cleaned_data.get(name)
        return stood + shift if shift and stood and typed == stood else typed


def _agreements(edition: Edition | None) -> "QuerySet[Agreement]":
    """In force, or the one it has: a form that is saved takes nothing away."""
    own = Q(pk=edition.agreement_id if edition else None)
    return Agreement.objects.filter(Q(pk__in=Agreement.objects.in_force().values("pk")) | own)


class TargetForm(Form):
    district = SaidChoice(District.objects.order_by("name_bg"), label=_("District"))
    libraries = forms.IntegerField(label=_("Libraries"), min_value=0, max_value=9999, required=False)
    sessions = forms.IntegerField(label=_("Lessons and meetings"), min_value=0, max_value=99999, required=False)
    attendances = forms.IntegerField(label=_("People who came"), min_value=0, max_value=999999, required=False)
    desk_acts = forms.IntegerField(label=_("Served at the desk"), min_value=0, max_value=999999, required=False)
    cards = forms.IntegerField(label=_("Exit cards"), min_value=0, max_value=999999, required=False)

    def given(self) -> tuple[District, Target]:
        typed = dict(self.cleaned_data)
        return typed.pop("district"), Target(**typed)


class DayForm(Form):
    """One day; empty where `is_required` is False."""

    day = DayField(label=_("Day"), help_text=_("As 24.11.2026"))

    def __init__(self, *args: Any, is_required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].required = is_required


class CloseForm(Form):
    note = forms.CharField(
        label=_("What did you learn for the next time?"),
        help_text=_("The ten questions asked most, what to change. The next edition begins with it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )


class MaterialForm(Form):
    title = forms.CharField(label=_("Title"), max_length=160)
    lines = forms.CharField(
        label=_("What is printed"),
        help_text=_("One thing a line."),
        required=False,
        widget=forms.Textarea({"rows": 10}),
    )
    source_url = WebField(label=_("Where it stands"), required=False)

    def __init__(self, *args: Any, material: Material, **kwargs: Any) -> None:
        initial = {
            "title": material.title_bg,
            "lines": "\n".join(material.lines_bg),
            "source_url": material.source_url,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean_lines(self) -> tuple[str, ...]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(
                _("At most %(lines)s lines of %(length)s characters.") % {"lines": MOST_LINES, "length": LONGEST_LINE},
                "long",
            )
        return tuple(lines)

    def given(self) -> MaterialData:
        typed = self.cleaned_data
        return MaterialData(typed["title"], typed["lines"], typed["source_url"])


class CardForm(OutcomeForm):
    """The four sentences of every card, and the questions of the kit as chips; words are nowhere taken."""

    def __init__(self, *args: Any, kit: Kit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in kit.questions:
            self.fields[_EXTRA + question["key"]] = forms.TypedChoiceField(
                label=question["text_bg"],
                coerce=int,
                empty_value=None,
                choices=list(enumerate(question["choices_bg"], 1)),
                required=False,
                widget=ChipSelect(),
            )

    def answers(self) -> tuple[Answers, UUID]:
        typed = self.cleaned_data
        extra = {
            name.removeprefix(_EXTRA): number
            for name, number in typed.items()
            if name.startswith(_EXTRA) and number is not None
        }
        return Answers(**{name: typed[name] for name in CORE}, extra=extra), typed["submission"]
