"""Two people mend or put aside one address at the same moment: one act, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import F

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry
from ramo.kit import clock
from ramo.network.roles import Role
from ramo.network.tests.factories import make_user
from ramo.resources.models import Resource
from ramo.resources.tests.factories import make_resource
from ramo.watch.data import Look, Trouble
from ramo.watch.errors import LinkGone
from ramo.watch.link_actions import collect, mend_everywhere, note, put_aside
from ramo.watch.models import LinkSpot, WatchedLink

pytestmark = pytest.mark.django_db(transaction=True)
PRESSES = 6
OLD, NEW = "https://stara.bg/a", "https://nova.bg/a"


@pytest.fixture
def link() -> WatchedLink:
    make_resource("one", url=OLD, source_url="")
    make_resource("two", url=OLD, source_url="")
    collect()
    WatchedLink.objects.update(trouble=Trouble.GONE, found_at=clock.now())
    make_user("editor@ramo.example", Role.EDITOR)
    return WatchedLink.objects.get()


def together(act: Callable[[Barrier], object]) -> list[Exception]:
    start, meeting = Barrier(PRESSES, timeout=20), Barrier(PRESSES, timeout=20)
    failures: list[Exception] = []

    def press(_number: int) -> None:
        try:
            start.wait()
            with transaction.atomic():
                act(meeting)
        except LinkGone as gone:
            failures.append(gone)
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as threads:
        list(threads.map(press, range(PRESSES)))
    return failures


def test_mended_by_many_at_one_moment_it_is_one_act(link: WatchedLink) -> None:
    by = User.objects.get()
    gone = together(lambda _meeting: mend_everywhere(link, to=NEW, scopes=None, by=by))
    assert len(gone) == PRESSES - 1, "the others find that it stands nowhere any more"
    assert set(Resource.objects.values_list("url", flat=True)) == {NEW}
    assert LinkSpot.objects.filter(link__address=NEW).count() == 2
    assert AuditEntry.objects.filter(verb="mended link").count() == 1


def test_put_aside_by_many_at_one_moment_counts_once(link: WatchedLink) -> None:
    by = User.objects.get()
    together(lambda _meeting: put_aside(link, by=by))
    assert WatchedLink.objects.get().put_aside == 1


def test_control_that_looks_before_it_writes_counts_several(link: WatchedLink) -> None:
    def look_then_write(meeting: Barrier) -> None:
        rests = WatchedLink.objects.get().rests_until
        meeting.wait()
        if rests is None:
            WatchedLink.objects.update(put_aside=F("put_aside") + 1, rests_until=clock.now())

    together(look_then_write)
    assert WatchedLink.objects.get().put_aside > 1


def test_looks_that_end_at_one_moment_are_one_failure(link: WatchedLink) -> None:
    """Two workers, or a job that was taken for lost and came back."""
    together(lambda _meeting: note(link, Look(failure=Trouble.DEAD)))
    assert len(WatchedLink.objects.get().failed_at) == 1
