"""The door that ends an edition: its figures are frozen, and the next one begins from what was learnt."""

import json
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.search.actions import withdraw_card
from ramo.tasks.actions import settle_many
from ramo.tasks.models import Task
from ramo.trust.actions import refresh_review_tasks
from ramo.trust.data import NETWORK_SCOPE

from . import actions, progress
from .cards import KIND
from .data import EditionData, Target
from .errors import AnchorMissing, NotOpen
from .models import ClosingReport, Edition, LibraryTask, Material


@transaction.atomic
def close(edition: Edition, note: str, *, by: User | None) -> ClosingReport:
    """One press: nobody joins any more, open tasks are settled, the report stands. A second press finds that one."""
    held = Edition.objects.whole().select_for_update(of=("self",)).get(pk=edition.pk)
    if report := ClosingReport.objects.filter(edition=held).first():
        return report
    if not held.is_open:
        raise NotOpen
    held.note_bg = note or held.note_bg
    content = contents(held)
    held.closed_at = clock.now()
    held.save(update_fields=["closed_at", "note_bg"])
    report = ClosingReport.objects.create(
        edition=held, number=f"{held.slug}-{clock.today():%d%m%Y}", content=content, digest=digest_of(content)
    )
    _settle(held)
    withdraw_card(kind=KIND, key=held.slug)
    refresh_review_tasks({held.review_scope(), NETWORK_SCOPE})
    record("closed edition", held, by=by, detail={"report": report.number})
    return report


@transaction.atomic
def repeat(edition: Edition, anchor_on: date | None = None, *, by: User | None) -> Edition:
    """A draft of the next one: as many days from its anchor as this one had, its reach as targets, its notes."""
    anchor = anchor_on or edition.kit.anchor_of(edition.anchor_on.year + 1)
    if anchor is None:
        raise AnchorMissing
    shift = anchor - edition.anchor_on
    data = EditionData(
        kit=edition.kit_id,
        anchor_on=anchor,
        partner=edition.partner_id or "",
        agreement=edition.agreement_id,
        districts=tuple(edition.districts),
        topic=edition.kit.topic_of(anchor.month),
        note=edition.note_bg,
        starts_on=edition.starts_on + shift,
        ends_on=edition.ends_on + shift,
        due={each.task.code: each.due_on + shift for each in edition.tasks.select_related("task")},
        targets=_learnt(edition),
        is_demo=edition.is_demo,
    )
    fresh = actions.draft(data, by=by)
    Edition.objects.filter(pk=fresh.pk).update(learned_from=edition)
    fresh.learned_from = edition
    _carry_words(edition, fresh)
    return fresh


def _carry_words(edition: Edition, fresh: Edition) -> None:
    """What the partner wrote last time begins the next; hidden until it says that this holds for the new year too."""
    for last in Material.objects.last_versions().filter(edition=edition, version__gt=1).exclude(lines_bg=[]):
        words = {"title_bg": last.title_bg, "lines_bg": last.lines_bg, "source_url": last.source_url}
        fresh.materials.filter(key=last.key).update(**words, requires_verification=True)


def contents(edition: Edition) -> dict[str, Any]:
    """Exact, as staff see them; what leaves the house is withheld where it is printed."""
    now = progress.of(edition)
    return {
        "title": edition.title_bg,
        "label": edition.label,
        "partner": edition.partner.name_bg if edition.partner else "",
        "from": edition.starts_on.isoformat(),
        "to": edition.ends_on.isoformat(),
        "note": edition.note_bg,
        "rows": [
            {"district": row.district.pk, "figures": asdict(row.figures), "target": asdict(row.target)}
            for row in now.rows
        ],
        "answers": progress.answers_of(edition),
        "choices": progress.choices_of(edition),
    }


def digest_of(content: Any) -> str:
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _learnt(edition: Edition) -> dict[str, Target]:
    """What was reached, and where that was less, what one had set oneself."""
    report = ClosingReport.objects.filter(edition=edition).first()
    rows = report.content["rows"] if report else contents(edition)["rows"]
    return {row["district"]: _better(row["figures"], row["target"]) for row in rows}


def _better(figures: dict[str, int], target: dict[str, int | None]) -> Target:
    return Target(**{name: max(figures[name], target[name] or 0) or None for name in Target.__slots__})


def _settle(edition: Edition) -> None:
    prefixes = (f"campaign:{edition.pk}:", f"campaign-join:{edition.pk}:")
    for prefix in prefixes:
        settle_many(Task.objects.filter(key__startswith=prefix, settled_at=None).values_list("key", flat=True))
    open_tasks = LibraryTask.objects.filter(participation__edition=edition, done_on=None)
    settle_many([f"campaign-task:{pk}" for pk in open_tasks.values_list("pk", flat=True)])
