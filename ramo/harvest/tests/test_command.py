"""The command reads what the clock would read, and says what came of it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ramo.harvest import jobs
from ramo.harvest.models import HarvestRun, Source
from ramo.kit import clock
from tests.cast import Cast

from .factories import make_source

ADDRESS = "http://dbt.example.bg/jobs.csv"


def _empty_run(source: Source) -> HarvestRun:
    return HarvestRun(source=source, is_applied=True, new=3)


def test_command_reads_what_is_due_and_says_what_it_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_source("due", address=ADDRESS)
    make_source("off", address=ADDRESS, is_on=False)
    monkeypatch.setattr(jobs, "run_source", _empty_run)
    said = StringIO()
    call_command("harvest", stdout=said)
    (line,) = said.getvalue().splitlines()
    assert line.startswith("due: ")
    assert "3" in line


def test_named_source_is_read_before_its_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_source("named", address=ADDRESS, due_at=clock.now() + timedelta(days=2))
    make_source("other", address=ADDRESS)
    monkeypatch.setattr(jobs, "run_source", _empty_run)
    said = StringIO()
    call_command("harvest", "named", stdout=said)
    assert [line.split(":")[0] for line in said.getvalue().splitlines()] == ["named"]


@pytest.mark.parametrize("values", [{"address": ADDRESS, "is_on": False}, {"address": ""}])
def test_source_that_is_off_or_brought_is_not_read(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, values: dict[str, object]
) -> None:
    make_source("quiet", **values)
    monkeypatch.setattr(jobs, "run_source", _empty_run)
    with pytest.raises(CommandError):
        call_command("harvest", "quiet", stdout=StringIO())


def test_command_fails_when_a_source_breaks_us(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(source: Source) -> HarvestRun:
        raise ZeroDivisionError

    make_source("broken", address=ADDRESS)
    monkeypatch.setattr(jobs, "run_source", breaking)
    with pytest.raises(CommandError, match="1"):
        call_command("harvest", stdout=StringIO())
