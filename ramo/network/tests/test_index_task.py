"""The office hears of a search index that is out of use, and no longer when it is in use again."""

import uuid
from datetime import timedelta

import pytest

from ramo.kit import clock
from ramo.network.jobs import INDEX, file_index_task
from ramo.search.models import IndexCopy
from ramo.tasks.models import Task

pytestmark = pytest.mark.django_db
State = IndexCopy.State


@pytest.mark.parametrize(
    ("state", "since", "seen", "is_told"),
    [
        (State.READY, 600, 1, False),
        (State.READY, 600, 20, True),
        (State.BROKEN, 5, 1, False),
        (State.BROKEN, 20, 1, True),
        (State.BUILDING, 20, 1, True),
    ],
)
def test_the_office_is_told_when_an_index_is_long_out_of_use(state: str, since: int, seen: int, is_told: bool) -> None:
    ago = [clock.now() - timedelta(minutes=minutes) for minutes in (since, seen)]
    IndexCopy.objects.create(pk=uuid.uuid4(), host="web-1", state=state, since=ago[0], seen_at=ago[1])
    file_index_task()
    assert Task.objects.filter(key=INDEX, settled_at=None, scope="network").exists() is is_told


def test_the_task_settles_itself() -> None:
    IndexCopy.objects.create(pk=uuid.uuid4(), host="web-1", seen_at=clock.now() - timedelta(hours=1))
    file_index_task()
    IndexCopy.objects.update(state=State.READY, seen_at=clock.now())
    file_index_task()
    assert Task.objects.get(key=INDEX).settled_at is not None
