"""Campaigns: libraries that join at a bare INSERT's side, and the progress of 100,000 records at a count by district.

`BENCH_JOINS=100`, `BENCH_RECORDS=100000` by default. The processor time of a join is this process's alone.
"""

import os
import time
from collections.abc import Callable
from typing import Any

from bench.house import own_house
from bench.lists import empty, milliseconds
from bench.measure import tell

JOINS = int(os.environ.get("BENCH_JOINS", "100"))
MEMBERS = 900
RECORDS = int(os.environ.get("BENCH_RECORDS", "100000"))

# Invented, spread evenly over all libraries of the register and all days of the season.
_JOINED = """
INSERT INTO campaigns_participation (library_id, edition_id, joined_at, version)
SELECT number, %s, now(), 1 FROM network_library WHERE status = 'active' AND number NOT IN
    (SELECT library_id FROM campaigns_participation WHERE edition_id = %s) ORDER BY number LIMIT %s
"""
_TASKS = """
INSERT INTO campaigns_librarytask (participation_id, task_id, due_on, done_on)
SELECT joined.id, task.id, task.due_on, CASE WHEN (joined.id + task.id) %% 3 = 0 THEN current_date END
FROM campaigns_participation joined JOIN campaigns_editiontask task USING (edition_id)
WHERE edition_id = %s ON CONFLICT DO NOTHING
"""
_CARDS = """
INSERT INTO campaigns_exitcard (participation_id, submission, learned, extra, is_paper)
SELECT joined.id, gen_random_uuid(), 1 + number %% 5, '{"in-time": 1}', false
FROM generate_series(1, %s) number
JOIN (SELECT id, row_number() OVER () AS place, count(*) OVER () AS joined FROM campaigns_participation
      WHERE edition_id = %s) joined ON place = 1 + number %% joined
"""
_DESK = """
INSERT INTO desk_consultation ({columns})
SELECT {values} FROM generate_series(1, %s) number
JOIN (SELECT library_id, row_number() OVER () AS place, count(*) OVER () AS joined FROM campaigns_participation
      WHERE edition_id = %s) joined ON place = 1 + number %% joined
"""


def admit_all() -> None:
    from ramo.network.models import Library

    Library.objects.active().update(joined_on="2026-01-15")


def an_edition() -> Any:
    from datetime import timedelta

    from ramo.campaigns import actions
    from ramo.campaigns.data import EditionData
    from ramo.kit import clock

    data = EditionData(
        kit="c-tax",
        anchor_on=clock.today() + timedelta(days=120),
        partner="nap",
        starts_on=clock.today() - timedelta(days=60),
    )
    return actions.open_edition(actions.draft(data, by=None), by=None)


def join_all(edition: Any) -> tuple[int, float, float]:
    """How many joined, wall and processor seconds of it."""
    from ramo.accounts.models import User
    from ramo.campaigns.joining_actions import join
    from ramo.network.models import Library

    by = User.objects.create(email="bench@ramo.example")
    libraries = list(Library.objects.active().filter(settlement__isnull=False).order_by("number")[:JOINS])
    wall, processor = time.perf_counter(), time.process_time()
    for library in libraries:
        join(edition, library, by=by)
    return len(libraries), time.perf_counter() - wall, time.process_time() - processor


def bare_insert(edition: Any) -> float:
    """Seconds in which the same rows of this room go in one by one, without a rule and without telling anybody."""
    from django.db import connection

    from ramo.campaigns.models import LibraryTask, Participation

    rows = list(Participation.objects.across_libraries("the bench reads its own rows").filter(edition=edition))
    every: list[tuple[str, Any, list[Any]]] = [
        (
            row.library_id,
            row.joined_at,
            list(LibraryTask.objects.filter(participation=row).values_list("task", "due_on")),
        )
        for row in rows
    ]
    clear(edition)
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        for library, joined_at, tasks in every:
            cursor.execute(
                "INSERT INTO campaigns_participation (library_id, edition_id, joined_at, version)"
                " VALUES (%s, %s, %s, 1) RETURNING id",
                [library, edition.pk, joined_at],
            )
            made = cursor.fetchone()[0]
            for task, due_on in tasks:
                cursor.execute(
                    "INSERT INTO campaigns_librarytask (participation_id, task_id, due_on) VALUES (%s, %s, %s)",
                    [made, task, due_on],
                )
    return time.perf_counter() - begun


def clear(edition: Any) -> None:
    from ramo.campaigns.models import ExitCard, Participation

    ExitCard.objects.all().delete()
    Participation.objects.across_libraries("the bench takes its own rows away").filter(edition=edition).delete()


def fill(edition: Any) -> int:
    """So many records in all; how many there are."""
    from django.db import connection

    from ramo.desk.models import Consultation

    columns = {**empty(Consultation), **_consultation()}
    with connection.cursor() as cursor:
        cursor.execute(_JOINED, [edition.pk, edition.pk, MEMBERS])
        cursor.execute(_TASKS, [edition.pk])
        cursor.execute("SELECT count(*) FROM campaigns_librarytask")
        rest = max(0, RECORDS - cursor.fetchone()[0] - MEMBERS)
        cursor.execute(_CARDS, [rest // 4, edition.pk])
        values = ", ".join(columns.values()).replace("%", "%%")
        cursor.execute(
            _DESK.format(columns=", ".join(f'"{name}"' for name in columns), values=values),
            [rest - rest // 4, edition.pk],
        )
        cursor.execute("ANALYZE campaigns_participation; ANALYZE campaigns_librarytask; ANALYZE campaigns_exitcard")
        cursor.execute("ANALYZE desk_consultation")
        cursor.execute(
            "SELECT (SELECT count(*) FROM campaigns_participation) + (SELECT count(*) FROM campaigns_librarytask)"
            " + (SELECT count(*) FROM campaigns_exitcard) + (SELECT count(*) FROM desk_consultation)"
        )
        return int(cursor.fetchone()[0])


def _consultation() -> dict[str, str]:
    from ramo.desk.models import LogOption

    keys = dict(LogOption.objects.order_by("-order").values_list("list", "pk"))
    return {
        "library_id": "joined.library_id",
        "on": "current_date - (number % 55)",
        "half": "'am'",
        "area_id": "'taxes'",
        "task_id": str(keys["task"]),
        "mode_id": str(keys["mode"]),
        "minutes_id": str(keys["minutes"]),
        "age_band_id": str(keys["age_band"]),
        "submission": "gen_random_uuid()",
        "is_demo": "false",
    }


def queries(read: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def by_district(edition: Any) -> None:
    """The rival: each figure of each district counted by a query of its own."""
    from ramo.campaigns.models import ExitCard, LibraryTask, Participation
    from ramo.desk.models import Consultation
    from ramo.vocabularies.models import District

    reason = "the bench counts what it made"
    for district in District.objects.all():
        joined = Participation.objects.standing(edition).filter(library__district=district)
        joined.count()
        LibraryTask.objects.filter(participation__in=joined).count()
        LibraryTask.objects.filter(participation__in=joined, done_on__isnull=False).count()
        ExitCard.objects.filter(participation__in=joined).count()
        Consultation.objects.across_libraries(reason).filter(
            library__in=joined.values("library"), area="taxes", on__gte=edition.starts_on
        ).count()


def main() -> None:
    from ramo.campaigns import progress

    admit_all()
    edition = an_edition()
    joined, wall, processor = join_all(edition)
    print(f"{joined} libraries joined: {joined / wall:.3g} a second, {1000 * processor / joined:.3g} ms processor each")
    bare = bare_insert(edition)
    tell("one join", 1000 * wall / joined, "bare INSERT of the same rows", 1000 * bare / joined, "ms")
    clear(edition)
    records = fill(edition)

    def ours() -> object:
        return progress.in_public(progress.of(edition))

    def theirs() -> None:
        by_district(edition)

    tell(
        f"progress over {records:,} records, {queries(ours)} queries",
        milliseconds(ours),
        f"counted by district, {queries(theirs)} queries",
        milliseconds(theirs),
        "ms",
    )


if __name__ == "__main__":
    with own_house():
        main()
