"""What the clock does with requests."""

from django.db.models import Q

from . import actions
from .models import WAITS_FOR, ExpertRequest, State


def remind() -> int:
    """Late answers are asked for once, and what is over waits for its count; how many."""
    due = ExpertRequest.objects.filter(Q(state__in=list(WAITS_FOR)) | Q(state=State.CONFIRMED), reminded_at=None)
    return sum(actions.remind(request) for request in due)
