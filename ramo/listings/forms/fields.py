"""Fields that offers need: places, euro, a moment, an address of the open web."""

import re
from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ramo.kit.phones import can_be_dialled
from ramo.search.places import look_up

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

_MOST_PLACES = 20


class PlacesField(forms.CharField):
    """Settlements, parted by semicolons; a name that several bear is asked about, never guessed. Gives EKATTE codes."""

    def clean(self, value: Any) -> tuple[str, ...]:
        typed = [" ".join(each.split()) for each in super().clean(value).split(";")]
        found = [_settlement(each) for each in dict.fromkeys(typed) if each]
        if len(found) > _MOST_PLACES:
            raise ValidationError(gettext("“Where”: at most %(most)d places.") % {"most": _MOST_PLACES})
        return tuple(dict.fromkeys(found))


class EuroField(forms.DecimalField):
    """An amount as people write it: 720, 720,50, 1 200 €."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=12, decimal_places=2, required=False, **kwargs)
        self.error_messages["invalid"] = gettext("“%(field)s”: write the amount in euro, as 720 or 720,50") % {
            "field": self.label
        }

    def prepare_value(self, value: Any) -> Any:
        """What stands in the database as people write it; what somebody typed stays as it was typed."""
        if not isinstance(value, Decimal):
            return value
        whole = value == value.to_integral_value()
        return f"{value:.0f}" if whole else f"{value:.2f}".replace(".", ",")

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs take it for whole numbers
        text = re.sub(r"[\s\u00a0€]|евро|EUR", "", str(value or "")).replace(",", ".")
        return super().to_python(text)


class HourField(forms.TimeField):
    """An hour of the day; empty is the end of it."""

    widget = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H"], required=False, **kwargs)
        self.error_messages["invalid"] = gettext("“%(field)s”: write the hour as 16:30") % {"field": self.label}

    def to_python(self, value: Any) -> time | None:
        return super().to_python(re.sub(r"\s*(?:ч\.?|h)$", "", value.strip()) if isinstance(value, str) else value)


class CountField(forms.IntegerField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *, most: int = 9999, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=most, required=False, **kwargs)


def line(label: "Words", most: int = 160, *, required: bool = False, hint: "Words" = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


def prose(label: "Words", *, hint: "Words" = "", rows: int = 3, most: int = 5000) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, help_text=hint, max_length=most, widget=forms.Textarea(attrs={"rows": rows})
    )


def phone(label: "Words") -> forms.CharField:
    hint = _("Of an office or firm, never of a private person. Empty if unknown.")
    return forms.CharField(label=label, max_length=40, required=False, validators=[_can_be_dialled], help_text=hint)


def choice(label: "Words", options: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=options, required=False)


def tick(label: "Words") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def _can_be_dialled(typed: str) -> None:
    if not can_be_dialled(typed):
        raise ValidationError(gettext("“Phone”: write the number as 0700 18 700"))


def _settlement(typed: str) -> str:
    answer = look_up(typed)
    if answer.place:
        return answer.place.ekatte
    names = "; ".join(choice.label for choice in answer.choices[:8])
    if answer.is_ambiguous:
        raise ValidationError(
            gettext("“Where”: several places are called %(name)s. Write one of these: %(names)s")
            % {"name": typed, "names": names}
        )
    if names:
        raise ValidationError(
            gettext("“Where”: we do not know %(name)s. Did you mean: %(names)s") % {"name": typed, "names": names}
        )
    raise ValidationError(
        gettext("“Where”: we do not know %(name)s. Check how it is spelled, or write it in “Place in words”.")
        % {"name": typed}
    )
