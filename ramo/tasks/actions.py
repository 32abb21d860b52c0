"""Filing and settling tasks; a key filed again is the same task, refreshed and open."""

from collections.abc import Iterable
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


def file_tasks(tasks: Iterable[TaskData]) -> int:
    """Many at once, each as `file_task` would; how many."""
    filed = [Task(**asdict(task)) for task in tasks]
    Task.objects.bulk_create(
        filed,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["scope", "message", "params", "link", "area", "icon", "due_on", "settled_at"],
    )
    return len(filed)


def settle(*, key: str) -> bool:
    """Whether there was an open task with this key."""
    return Task.objects.filter(key=key, settled_at=None).update(settled_at=clock.now()) > 0


def settle_many(keys: Iterable[str]) -> int:
    """How many of them were open."""
    return Task.objects.filter(key__in=list(keys), settled_at=None).update(settled_at=clock.now())
