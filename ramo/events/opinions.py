"""What people said of an event, in numbers, for the library where it took place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from .models import Host
from .outcome_forms import OutcomeForm

_AGREES = 4


@dataclass(frozen=True, slots=True)
class Said:
    question: str
    agree: int
    answers: int


def opinions_of(host: Host) -> Sequence[Said]:
    """One query; the question with most answers first, so that an empty first row means no card."""
    asked = OutcomeForm(area=host.event.area_id).questions
    counts = {f"{each.name}_all": Count(each.name) for each in asked}
    counts |= {f"{each.name}_agree": Count("pk", filter=Q(**{f"{each.name}__gte": _AGREES})) for each in asked}
    found = host.outcomes.order_by().aggregate(**counts)
    said = [Said(str(b.label), found[f"{b.name}_agree"], found[f"{b.name}_all"]) for b in asked]
    return sorted(said, key=lambda row: -row.answers)
