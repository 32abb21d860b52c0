"""Bringing what ships into the database: created when missing, updated when nobody touched it, else left."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from tqdm import tqdm

from ramo.audit.actions import record
from ramo.campaigns import actions as campaigns
from ramo.content import actions as content
from ramo.events import actions as events
from ramo.listings import actions as listings
from ramo.network import actions as network
from ramo.network.models import Library
from ramo.partnerships import actions as partnerships
from ramo.resources import actions as resources
from ramo.services import actions as services
from ramo.trust.actions import refresh_review_tasks
from ramo.vocabularies.bulk import columns_of

from .data import Brought
from .kinds import Kind, read_kinds
from .lengths import Limits
from .models import SeedRecord
from .releases import cards_digest, content_digest

RELEASE = "release"
SHIPPED = Path(__file__).resolve().parent
Row = TypeVar("Row")


def load(folder: Path = SHIPPED) -> list[Brought]:
    """Everything or nothing: a file that is refused, or a text that does not fit, leaves all as it was.

    Nothing is read when this release was loaded already; an empty list says so.
    """
    release = {"content": content_digest(folder), "cards": cards_digest()}
    done = dict(SeedRecord.objects.filter(kind=RELEASE).values_list("key", "digest"))
    if done == release:
        return []
    kinds = read_kinds(folder)
    for kind in kinds:
        _refuse_long_texts(kind)
    with transaction.atomic():
        brought = [_bring(kind) for kind in tqdm(kinds, desc="content", unit="list", disable=None, leave=False)]
        changed = {outcome.kind: outcome.changed for outcome in brought if outcome.changed}
        _follow_with_cards(bool(changed), are_made_otherwise=bool(done) and done.get("cards") != release["cards"])
        if changed:
            refresh_review_tasks()
            record("loaded content", "seed:*", detail=changed)
        _store(RELEASE, release)
    return brought


@transaction.atomic
def file_all_cards() -> int:
    """Every card of what the public may find, made anew; how many."""
    libraries = network.file_library_cards(Library.objects.all())
    papers = content.file_all_cards() + listings.file_all_cards() + partnerships.file_all_cards()
    dated = events.file_all_cards() + campaigns.file_all_cards()
    return _file_texts() + libraries + papers + dated


def _file_texts() -> int:
    return resources.file_all_cards() + services.file_all_cards()


def _follow_with_cards(is_changed: bool, *, are_made_otherwise: bool) -> None:
    """A register's own door files the cards of its libraries; a resource's card leans on half of what ships."""
    if are_made_otherwise:
        file_all_cards()
    elif is_changed:
        _file_texts()


def _bring(kind: Kind[Row]) -> Brought:
    shipped, stands = kind.shelf.rows, kind.standing()
    recorded = dict(SeedRecord.objects.filter(kind=kind.name).values_list("key", "digest"))
    differing = {key: row for key, row in shipped.items() if key in stands and stands[key] != row}
    in_hands = kind.in_hands() if differing else ()
    updated = {
        key: row
        for key, row in differing.items()
        if key not in in_hands and recorded.get(key) == digest_of(stands[key])
    }
    created = {key: row for key, row in shipped.items() if key not in stands}
    left = {key: row for key, row in differing.items() if key not in updated}
    if created or updated:
        kind.put([*created.values(), *updated.values()])
    _remember(kind.name, {key: row for key, row in shipped.items() if key not in left}, recorded)
    return Brought(
        kind=kind.name,
        created=len(created),
        updated=len(updated),
        same=len(shipped) - len(created) - len(differing),
        kept=[key for key, row in left.items() if digest_of(row) != recorded.get(key)],
        unshipped=[key for key in recorded if key not in shipped],
    )


def digest_of(row: object) -> str:
    text = json.dumps(_plain(row), ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _plain(row: object) -> dict[str, Any]:
    return {name: getattr(row, name) for name in columns_of(type(row))}


def _remember(kind: str, rows: Mapping[str, Any], recorded: Mapping[str, str]) -> None:
    digests = {key: digest_of(row) for key, row in rows.items()}
    _store(kind, {key: digest for key, digest in digests.items() if recorded.get(key) != digest})


def _store(kind: str, digests: Mapping[str, str]) -> None:
    SeedRecord.objects.bulk_create(
        (SeedRecord(kind=kind, key=key, digest=digest) for key, digest in digests.items()),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["digest"],
    )


def _refuse_long_texts(kind: Kind[Any]) -> None:
    limits = Limits(kind.model)
    for key, row in kind.shelf.rows.items():
        for reason in limits.too_long(row):
            raise kind.shelf.refused(key, reason)
