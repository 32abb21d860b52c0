"""What is typed about an expert."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ramo.design.forms import Form, SaidChoices
from ramo.vocabularies.models import Topic

from .models import Expert


class ExpertForm(Form):
    role_bg = forms.CharField(
        label=_("Role"), max_length=80, help_text=_("As people should read it: a labour mediator, a doctor. No name.")
    )
    role_en = forms.CharField(label=_("Role in English"), max_length=80, required=False)
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        required=False,
        help_text=_("Only colleagues see it, to tell two of one role apart."),
    )
    topics = SaidChoices(
        Topic.objects.select_related("area").order_by("area__order", "key"),
        label=_("What may libraries ask for?"),
        field="label",
        required=False,
    )

    @classmethod
    def of(cls, expert: Expert, sent: Any = None) -> "ExpertForm":
        names = ("role_bg", "role_en", "name")
        initial = {name: getattr(expert, name) for name in names} | {"topics": list(expert.topics.all())}
        return cls(sent, initial=initial)
