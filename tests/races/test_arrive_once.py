"""Many presses with one code at the same moment count one arrival; read-then-write would count several."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction

from ramo.accounts import tries
from ramo.accounts.errors import TooManyTries
from ramo.accounts.models import CodeTry
from ramo.desk import codes
from ramo.desk import slip_actions as actions
from ramo.desk.data import Period, SlipData
from ramo.desk.models import ReferralCount, ReferralSlip
from ramo.desk.tests.factories import make_lists
from ramo.kit import clock
from ramo.network.models import Library
from ramo.network.roles import Role
from ramo.network.tests.factories import make_library, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PRESSES = 8
REASON = "the test looks at the only library"


@pytest.fixture
def library() -> Library:
    make_lists()
    return make_library()


@pytest.fixture
def code(library: Library) -> str:
    by = make_user("librarian@rosendol.example", Role.LIBRARIAN, library=library)
    data = SlipData("taxes", "nra-office")
    new = actions.write_slip(library=library, data=data, submission=uuid4(), by=by)
    assert new is not None
    return new.code


@pytest.fixture
def room_for_all() -> Iterator[None]:
    """Without the constraint that would hide what the control does."""
    constraint = next(each for each in ReferralCount._meta.constraints if each.name == "referrals_arrived_were_made")
    with connection.schema_editor() as editor:
        editor.remove_constraint(ReferralCount, constraint)
    yield
    ReferralCount.objects.across_libraries(REASON).delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(ReferralCount, constraint)


def together(act: Callable[[], None]) -> None:
    start = Barrier(PRESSES, timeout=20)

    def press(_number: int) -> None:
        try:
            with transaction.atomic():
                start.wait()
                act()
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as threads:
        list(threads.map(press, range(PRESSES)))


def arrived(library: Library) -> int:
    return ReferralCount.objects.for_library(library).within(Period.up_to(clock.today(), days=1)).totals().arrived


def test_one_code_at_one_moment_is_one_arrival(library: Library, code: str) -> None:
    together(lambda: actions.mark_arrived(code=code))
    assert arrived(library) == 1


@pytest.mark.usefixtures("room_for_all")
def test_control_that_looks_before_it_writes_counts_several(library: Library, code: str) -> None:
    meeting = Barrier(PRESSES, timeout=20)

    def look_then_write() -> None:
        slip = ReferralSlip.objects.across_libraries(REASON).get(code_hash=codes.kept(code))
        has_arrived = slip.arrived_on is not None
        meeting.wait()
        if not has_arrived:
            ReferralSlip.objects.across_libraries(REASON).filter(pk=slip.pk).update(arrived_on=clock.today())
            actions._count(slip, "arrived")

    together(look_then_write)
    assert arrived(library) > 1


def test_tries_at_one_moment_cannot_slip_past_their_count(db: None) -> None:
    for _ in range(tries.MOST_BY_ONE - PRESSES // 2):
        tries.claim_try("198.51.100.7")
    refused: list[bool] = []

    def one_try() -> None:
        try:
            with transaction.atomic():
                tries.claim_try("198.51.100.7")
        except TooManyTries:
            refused.append(True)

    together(one_try)
    assert len(refused) == PRESSES // 2
    assert CodeTry.objects.exclude(whose="").get().count == tries.MOST_BY_ONE
