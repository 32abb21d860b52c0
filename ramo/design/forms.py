"""Forms whose errors name the field and the fix, and the fields that only we have."""

import re
from collections.abc import Mapping
from datetime import time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.forms.utils import pretty_name
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.kit.identifiers import Identifier, find_identifier
from ramo.kit.languages import said

if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Any]
    _Choices = forms.ModelMultipleChoiceField[Any]
else:
    _Choice, _Choices = forms.ModelChoiceField, forms.ModelMultipleChoiceField

Sentence = str | Promise

_STALE = _("This page was open for too long. Send it once more.")  # of what the page itself sends along
# {field} becomes the label; what stands in %( ) is filled by Django's validators. Later rows win.
_SENTENCES: tuple[tuple[type[forms.Field], dict[str, Sentence]], ...] = (
    (
        forms.Field,
        {
            "required": _("Fill in “{field}”."),
            "null_characters_not_allowed": _("“{field}”: remove the characters that cannot be seen."),
            "max_length": _("Shorten “{field}”: at most %(limit_value)d characters, now %(show_value)d."),
        },
    ),
    (
        forms.ChoiceField,
        {
            "required": _("Choose an answer: “{field}”."),
            "invalid_choice": _("This is no longer offered. Choose again: “{field}”."),
        },
    ),
    (forms.BooleanField, {"required": _("Tick “{field}”.")}),
    (forms.DateField, {"invalid": _("“{field}”: write the date as 24.11.2026")}),
    (forms.TimeField, {"invalid": _("“{field}”: write the hour as 16:30")}),
    (forms.EmailField, {"invalid": _("“{field}”: write the e-mail as name@example.bg")}),
    (forms.URLField, {"invalid": _("“{field}”: write the address as https://example.bg")}),
    (
        forms.IntegerField,
        {
            "invalid": _("“{field}”: write a number with digits"),
            "min_value": _("“{field}”: not less than %(limit_value)s."),
            "max_value": _("“{field}”: at most %(limit_value)s."),
        },
    ),
    (forms.UUIDField, {"invalid": _STALE, "required": _STALE}),
)


class Form(forms.Form):
    """Replaces Django's own sentences; what a form says itself stays."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label or pretty_name(name))
            django_says = _of_django(field)
            for code, sentence in _ours(field).items():
                if field.error_messages.get(code) == django_says.get(code):
                    field.error_messages[code] = str(sentence).format(field=label)


def _ours(field: forms.Field) -> dict[str, Sentence]:
    return {code: said for kind, row in _SENTENCES if isinstance(field, kind) for code, said in row.items()}


def _of_django(field: forms.Field) -> dict[str, Sentence]:
    said: dict[str, Sentence] = {}
    for kind in reversed(type(field).__mro__):
        said |= vars(kind).get("default_error_messages", {})
    return said


class ChipSelect(forms.RadioSelect):
    """A choice of one for `{% chips %}`; `icons`: the icon of a value."""

    def __init__(self, attrs: dict[str, Any] | None = None, icons: Mapping[str, str] | None = None) -> None:
        super().__init__(attrs)
        self.icons = dict(icons or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["icon"] = self.icons.get(str(value), "")
        # The sentence under the legend tells of an error; a single radio button cannot be invalid.
        option["attrs"].pop("aria-invalid", None)
        return option


class DayField(forms.DateField):
    """A date as people here write it; the form of date pickers is understood as well."""

    widget = forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"input_formats": ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"], **kwargs})


class HourField(forms.TimeField):
    """An hour as people write it: 16:30, 16.30, 16, 16:30 ч."""

    widget = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"input_formats": ["%H:%M", "%H.%M", "%H"], **kwargs})

    def to_python(self, value: Any) -> time | None:
        return super().to_python(re.sub(r"\s*(?:ч\.?|h)$", "", value.strip()) if isinstance(value, str) else value)


class NoteField(forms.CharField):
    """A few words of a reader, in which a personal number is refused."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if find_identifier(text) == Identifier.EGN:
            raise ValidationError(_("This looks like a personal number. Remove it – we do not need it."), "identifier")
        return text


class SaidChoice(_Choice):
    """A choice among rows of a list, each under its name in the reader's language."""

    def __init__(self, queryset: QuerySet[Any], *, field: str = "name", **kwargs: Any) -> None:
        super().__init__(queryset, **kwargs)
        self.said_field = field

    def label_from_instance(self, obj: Any) -> str:
        return str(said(obj, self.said_field, get_language()))


class SaidChoices(SaidChoice, _Choices):
    widget = forms.CheckboxSelectMultiple


class WebField(forms.URLField):
    """An address of the open web."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=500, **kwargs)
