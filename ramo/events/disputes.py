"""What a calendar says and what stands here, side by side in words, for whoever chooses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.kit.languages import said
from ramo.vocabularies.models import Area, Settlement

from . import source_actions, wording
from .keeping import Word, word_here
from .models import Event, Imported, Kind
from .writing import data_of

_LABELS: Mapping[str, Promise] = {
    "title": _("What is it called?"),
    "kind": _("Kind"),
    "time": _("When"),
    "place": _("Where"),
    "area": _("Area"),
    "led_by": _("Who leads it?"),
    "price": _("Price"),
    "text": _("What will happen?"),
}
_DASH = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    ours: str
    theirs: str


def differences_of(event: Event) -> list[Difference]:
    """Read with `whole()`."""
    fields = source_actions.disputed(event)
    if not fields:
        return []
    ours, theirs = word_here(data_of(event)), Imported.objects.get(event=event).said or {}
    return [Difference(str(_LABELS[key]), _in_words(key, ours), _in_words(key, theirs)) for key in fields]


def fields_in_words(event: Event) -> str:
    return ", ".join(str(_LABELS[key]) for key in source_actions.disputed(event))


def _in_words(key: str, word: Word) -> str:
    match key:
        case "kind":
            return str(Kind(word["kind"]).label)
        case "area":
            return str(said(Area.objects.get(pk=word["area"]), "name", get_language()))
        case "time":
            starts_at, ends_at = (datetime.fromisoformat(word[name]) for name in ("starts_at", "ends_at"))
            return wording.when(Event(starts_at=starts_at, ends_at=ends_at))
        case "place":
            town = Settlement.objects.filter(pk=word["settlement"]).first()
            return ", ".join(filter(None, [str(town or ""), word["place"]])) or _DASH
    return word[key] or _DASH
