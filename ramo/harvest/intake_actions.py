"""What a partner brings: kept until somebody has seen what it would change, then written as a whole."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.kit.fetch import Fetched, Status

from .child import read_safely
from .collecting import Collected
from .data import Dialect, Reading, ReadOptions, RecordKind
from .errors import CannotRead, LooksWrong, NothingToApply, WrittenAlready
from .models import HarvestRun, Source, Upload
from .plan import Plan
from .run_actions import conclude, counts_of, plan_for
from .states import Verdict, judge
from .waiting import file_trouble

_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class Preview:
    """What the file says, and what would become of it."""

    reading: Reading
    plan: Plan
    verdict: Verdict

    @property
    def looks_wrong(self) -> bool:
        return not self.verdict.may_apply

    @property
    def needs_columns(self) -> bool:
        """Whether nobody has said yet what stands in which column: no row is an offer before that."""
        return self.reading.is_lettered and not self.reading.records


@transaction.atomic
def bring(
    source: Source, content: bytes, *, submission: UUID, by: User, name: str = "", content_type: str = ""
) -> Upload:
    """Kept for a day. The same press twice is one upload. CannotRead where nothing can be used."""
    standing = Upload.objects.filter(submission=submission).first()
    if standing:
        return standing
    reading = _read(source, content, content_type)
    if reading.failure:
        raise CannotRead(reading.failure, reading.detail)
    return Upload.objects.create(
        submission=submission,
        source=source,
        name=name[:200],
        content=content,
        content_type=content_type[:100],
        brought_by=by,
    )


def preview(upload: Upload) -> Preview:
    """As things stand now; CannotRead when the mapping makes it unreadable."""
    source = upload.source
    reading = _read(source, bytes(upload.content), upload.content_type)
    if reading.failure:
        raise CannotRead(reading.failure, reading.detail)
    plan = plan_for(source, Collected(Fetched(Status.OK, ""), [reading]))
    earlier = [each.facts() for each in source.runs.all()[:_REMEMBERED]]
    run = _run(source, plan, upload)
    return Preview(reading, plan, judge(source.promise, [*reversed(earlier), run.facts()], now=clock.now()))


def apply_upload(upload: Upload, *, is_accepted: bool, by: User) -> HarvestRun:
    """Replaces what the source had before; LooksWrong unless a person says that few are right."""
    try:
        return _apply(upload, is_accepted=is_accepted, by=by)
    except LooksWrong:
        file_trouble(upload.source)  # after what was undone; the next good list settles it
        raise


@transaction.atomic
def _apply(upload: Upload, *, is_accepted: bool, by: User) -> HarvestRun:
    began_at, source = clock.now(), _take_turn(upload)
    standing = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if standing is None:
        raise WrittenAlready
    seen = preview(standing)
    if seen.needs_columns:
        raise NothingToApply
    if seen.looks_wrong and not is_accepted:
        raise LooksWrong
    if not (seen.plan.written or seen.plan.unchanged or seen.plan.unclear or seen.plan.missing):
        raise NothingToApply
    run = _run(source, seen.plan, standing)
    run.is_accepted, run.by, run.began_at, run.upload = is_accepted, by, began_at, standing.pk
    conclude(source, run, seen.plan)
    standing.delete()
    return run


def _take_turn(upload: Upload) -> Source:
    """Of two lists of one source at one moment the second is measured by what the first left."""
    return Source.objects.select_for_update().get(pk=upload.source_id)


def _read(source: Source, content: bytes, content_type: str) -> Reading:
    options = ReadOptions(
        content_type=content_type,
        today=clock.today(),
        kind=RecordKind(source.kind),
        mapping=source.mapping,
        is_seen=True,
    )
    return read_safely(Dialect.SPREADSHEET, content, options)


def _run(source: Source, plan: Plan, upload: Upload) -> HarvestRun:
    return HarvestRun(source=source, manner=HarvestRun.Manner.FILE, address=upload.name or "", **counts_of(plan))
