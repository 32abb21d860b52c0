"""Runs a source and writes what a whole, plausible run found; a failure writes only that it failed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit import fetch as web
from ramo.kit.fetch import Status

from .collecting import Collected, Fetch, Journey, collect
from .data import Dialect, Reading, Reason, RecordKind
from .doors import door_of
from .lists import Lists
from .models import HarvestRun, PlaceQuestion, Source
from .plan import Plan, make_plan
from .questions import ask_about_places
from .states import SourceState, Verdict, judge
from .waiting import tell_of_source

_REMEMBERED = 100  # runs that a new one is judged by
_SHOWN = 200  # refusals and notes that are kept with a run
MOST_BY_HAND = 5  # pages, while a person waits
_AGAIN = timedelta(hours=6)  # after a failure


def run_source(source: Source, *, by: User | None = None, fetch: Fetch = web.fetch) -> HarvestRun:
    """Goes there, reads, judges, and writes what may be written."""
    began_at, journey = clock.now(), journey_of(source, fetch)
    collected = collect(replace(journey, most_pages=MOST_BY_HAND, most_details=MOST_BY_HAND) if by else journey)
    with transaction.atomic():
        take_turn(source.pk)
        plan = plan_for(source, collected)
        run = met(source, collected, plan)
        run.manner = HarvestRun.Manner.HAND if by else HarvestRun.Manner.CLOCK
        run.by, run.began_at = by, began_at
        verdict = conclude(source, run, plan)
        _remember(source, collected, verdict)
    return run


def take_turn(key: str) -> Source:
    """Of two lists of one source at one moment the second is measured by what the first left."""
    return Source.objects.select_for_update().get(pk=key)


def plan_for(source: Source, collected: Collected, *, lists: Lists | None = None) -> Plan:
    return make_plan(
        source.pk,
        [] if collected.failed else collected.readings,
        standing=door_of(source).standing(),
        defaults=source.defaults(municipalities=territory_of(source)),
        lists=lists or Lists.load(),
    )


def territory_of(source: Source) -> list[str]:
    """Municipalities of the office: of two villages of one name hers is meant."""
    if source.institution is None:
        return []
    return list(source.institution.territory.values_list("municipality_id", flat=True))


@transaction.atomic
def conclude(source: Source, run: HarvestRun, plan: Plan) -> Verdict:
    """Judges the run by those before it, and writes it down with what it may change."""
    earlier = [each.facts() for each in source.runs.all()[:_REMEMBERED]]
    verdict = judge(source.promise, [*reversed(earlier), run.facts()], now=run.ended_at)
    run.state, run.death = verdict.state, verdict.death
    if verdict.may_apply:
        _apply(source, run, plan, verdict)
    run.ended_at = clock.now()
    run.save()
    source.state, source.death = verdict.state, verdict.death
    source.save(update_fields=["state", "death"])
    if run.is_applied:
        detail = {"source": source.pk, "new": run.new, "changed": run.changed, "gone": run.gone}
        record("harvested", source, by=run.by, detail=detail)
    tell_of_source(source)
    return verdict


def _apply(source: Source, run: HarvestRun, plan: Plan, verdict: Verdict) -> None:
    door = door_of(source)
    done = door.write(plan.written, run.by)
    unchanged = list(door.standing()) if run.status == Status.NOT_MODIFIED else plan.unchanged
    door.mark_seen(unchanged)
    missing = plan.missing if verdict.may_mark_gone and source.is_whole else ()
    door.mark_gone(withdrawn=plan.gone, missing=missing)
    ask_about_places(source, plan.unclear)
    run.is_applied = True
    run.new, run.changed, run.merged, run.kept = done.new, done.changed, done.merged, done.kept
    run.unchanged, run.gone, run.unclear = len(unchanged), len(plan.gone) + len(missing), len(plan.unclear)
    run.refused += len(done.homeless)
    run.rejected = [*run.rejected, *([title, Reason.NO_LIBRARY, "", ""] for title in done.homeless)][:_SHOWN]


def journey_of(source: Source, fetch: Fetch) -> Journey:
    return Journey(
        dialect=Dialect(source.dialect),
        address=source.address,
        user_agent=user_agent(),
        today=clock.today(),
        kind=RecordKind(source.kind),
        payload=source.payload.encode(),
        known=source.validators,
        mapping=source.mapping,
        fetch=fetch,
    )


def user_agent() -> str:
    """Who we are, and where to complain."""
    return f"Ramo/1 (+{settings.PUBLIC_ADDRESS}/pomosht/)"


def met(source: Source, collected: Collected, plan: Plan) -> HarvestRun:
    first, failed = collected.first, collected.failed
    notes = [note for reading in collected.readings for note in reading.notes]
    return HarvestRun(
        source=source,
        status=first.status,
        refusal=first.refusal or "",
        wall=first.detail if first.status is Status.WALLED else "",
        code=first.code,
        pause=first.pause,
        address=source.address,
        moved_to=first.moved_to[:1000],
        failure=failed.failure if failed and failed.failure else "",
        detail=(failed.detail if failed else first.detail)[:300],
        is_complete=collected.is_complete,
        notes=notes[:_SHOWN],
        **counts_of(plan),
    )


def counts_of(plan: Plan) -> dict[str, object]:
    rejected = [[each.where, each.reason, each.detail, each.field] for each in plan.rejected[:_SHOWN]]
    return {
        "seen": plan.seen,
        "refused": len(plan.rejected),
        "rejected": rejected,
        "fingerprint": plan.fingerprint,
    }


def _remember(source: Source, collected: Collected, verdict: Verdict) -> None:
    """Its version, only of an answer that was used whole; when it is asked again."""
    first = collected.first
    if verdict.may_apply and first.status is Status.OK:
        is_one_page = len(collected.readings) == 1 and collected.is_complete
        validators = first.validators if is_one_page else replace(first.validators, etag="", last_modified="")
        source.etag, source.last_modified = validators.etag, validators.last_modified
    source.moved_to = first.moved_to[:1000]
    wait = source.step if verdict.state is SourceState.OK and not verdict.death else min(_AGAIN, source.step)
    source.due_at = clock.now() + max(wait, timedelta(seconds=first.retry_after))
    source.save(update_fields=["etag", "last_modified", "moved_to", "due_at"])


def settle_questions(source: Source, questions: Sequence[PlaceQuestion], *, by: User | None) -> int:
    """Records whose place is known now come in; how many."""
    plan = _plan_of(source, questions)
    door_of(source).write(plan.written, by)
    return len(plan.written)


def _plan_of(source: Source, questions: Sequence[PlaceQuestion]) -> Plan:
    reading = Reading(records=tuple(question.record() for question in questions))
    return make_plan(
        source.pk,
        [reading],
        standing=door_of(source).standing(),
        defaults=source.defaults(municipalities=territory_of(source)),
        lists=Lists.load(),
    )
