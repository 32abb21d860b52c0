"""Many presses of one button at the same moment leave one record; without the unique key they would not."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from ramo.accounts.models import User
from ramo.desk import actions
from ramo.desk.models import Consultation
from ramo.desk.tests.factories import make_data, make_lists
from ramo.network.models import Library
from ramo.network.roles import Role
from ramo.network.tests.factories import make_library, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PRESSES = 8
_KEY = Consultation._meta.get_field("submission")


@pytest.fixture
def library() -> Library:
    make_lists()
    library = make_library()
    make_user("librarian@rosendol.example", Role.LIBRARIAN, library=library)
    return library


@pytest.fixture
def without_unique_key() -> Iterator[None]:
    """The same table without its key, for the control; put back afterwards."""
    plain = _KEY.clone()
    plain._unique = False  # type: ignore[attr-defined]
    plain.set_attributes_from_name("submission")
    plain.model = Consultation
    with connection.schema_editor() as editor:
        editor.alter_field(Consultation, _KEY, plain)
    yield
    Consultation.objects.across_libraries("the control leaves duplicates behind").delete()
    with connection.schema_editor() as editor:
        editor.alter_field(Consultation, plain, _KEY)


def press_together(library: Library, action: Callable[..., object]) -> int:
    """Every thread looks before any of them writes; how many records that left."""
    submission, start = uuid4(), Barrier(PRESSES, timeout=20)
    by = User.objects.get()

    def press(_number: int) -> None:
        try:
            with transaction.atomic():
                start.wait()
                action(library=library, data=make_data(), submission=submission, by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as threads:
        list(threads.map(press, range(PRESSES)))
    return Consultation.objects.for_library(library).filter(submission=submission).count()


def test_presses_at_one_moment_leave_one_record(library: Library) -> None:
    for _round in range(3):
        assert press_together(library, actions.log_consultation) == 1


@pytest.mark.usefixtures("without_unique_key")
def test_control_without_the_unique_key_leaves_several(library: Library) -> None:
    """The same presses, the same action: the key alone makes the difference."""

    def log(**given: Any) -> None:
        with suppress(Consultation.MultipleObjectsReturned):  # a later press already meets two
            actions.log_consultation(**given)

    assert max(press_together(library, log) for _round in range(5)) > 1
