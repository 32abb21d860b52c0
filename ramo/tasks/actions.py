"""Filing and settling tasks; a key filed again is the same task, refreshed and open."""

from dataclasses import asdict, dataclass, field
from datetime import date

from ramo.kit import clock

from .models import Task


@dataclass(frozen=True, slots=True)
class TaskData:
    """`message` is a msgid with named placeholders, filled from `params` when shown."""

    key: str
    scope: str
    message: str
    link: str
    params: dict[str, str | int] = field(default_factory=dict)
    area: str = ""
    icon: str = "clock"
    due_on: date | None = None


def file_task(task: TaskData) -> Task:
    values = asdict(task)
    key = values.pop("key")
    filed, _ = Task.objects.update_or_create(key=key, defaults={**values, "settled_at": None})
    return filed


def settle(*, key: str) -> bool:
    """Whether there was an open task with this key."""
    return Task.objects.filter(key=key, settled_at=None).update(settled_at=clock.now()) > 0
