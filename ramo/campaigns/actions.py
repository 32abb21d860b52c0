"""The door that writes editions: drafting, opening, moving their dates, targets and the days they stand on."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier
from ramo.network.reach import standing_for
from ramo.search.actions import file_card, file_cards
from ramo.trust import actions as trust
from ramo.trust.data import NETWORK_SCOPE
from ramo.trust.models import State
from ramo.vocabularies.models import District

from . import calendars, telling
from .cards import card_of
from .data import EditionData, Target
from .errors import AlreadyOver, EditionExists, IdentifierInText, NotADraft, NotOpen
from .models import DistrictTarget, Edition, EditionTask, Form, KeyDate, Kit, KitTask, Material, Stage

_TEXTS = ("topic", "note")


def draft(data: EditionData, *, by: User | None, submission: UUID | None = None) -> Edition:
    """Only staff see it until it is opened. The same submission again is the same edition."""
    _refuse_identifiers(data)
    kit = Kit.objects.prefetch_related("tasks").get(pk=data.kit)
    days = calendars.days_of(kit, data)
    calendars.refuse_disorder(data.anchor_on, calendars.season_of(data, days), days)
    again = Edition.objects.filter(submission=submission).first() if submission else None
    try:
        return again or _create(kit, data, days, by=by, submission=submission)
    except IntegrityError as collision:
        found = Edition.objects.filter(submission=submission).first() if submission else None
        if found is None:
            raise EditionExists from collision
        return found


@transaction.atomic
def _create(
    kit: Kit, data: EditionData, days: Mapping[KitTask, date], *, by: User | None, submission: UUID | None
) -> Edition:
    label = calendars.label_of(kit, data.anchor_on)
    first, last = calendars.season_of(data, dict(days))
    edition = Edition(kit=kit, label=label, slug=calendars.slug_of(kit, label), submission=submission)
    edition.state, edition.is_demo = State.DRAFT, data.is_demo
    edition.anchor_on, edition.starts_on, edition.ends_on = data.anchor_on, first, last
    _fill(edition, data)
    edition.source_label, edition.source_url = _source(edition)
    edition.save(force_insert=True)
    EditionTask.objects.bulk_create(EditionTask(edition=edition, task=task, due_on=day) for task, day in days.items())
    _write_targets(edition, data.targets)
    _bring_dates(edition)
    _bring_materials(edition)
    record("drafted edition", edition, by=by)
    return edition


@transaction.atomic
def open_edition(edition: Edition, *, by: User | None) -> Edition:
    """Libraries may join, everybody reads it, and those who could join are told once."""
    held = _locked(edition)
    if held.stage != Stage.DRAFT:
        raise NotADraft
    if held.ends_on < clock.today():
        raise AlreadyOver
    held.state, held.opened_at, held.valid_until = State.PUBLISHED, clock.now(), held.ends_on
    held.save(update_fields=["state", "opened_at", "valid_until"])
    telling.file_network_tasks(held)
    telling.invite_libraries(held)
    file_card(card_of(held))
    record("opened edition", held, by=by)
    trust.refresh_review_tasks({held.review_scope(), NETWORK_SCOPE})
    return held


@transaction.atomic
def rewrite(edition: Edition, data: EditionData, *, by: User | None) -> bool:
    """Whether its dates moved. Libraries that joined follow on the clock, each once: see `following_actions`."""
    _refuse_identifiers(data)
    held = _locked(edition)
    if held.stage == Stage.CLOSED:
        raise NotOpen
    days = calendars.days_of(held.kit, data)
    season = calendars.season_of(data, days)
    calendars.refuse_disorder(data.anchor_on, season, days)
    is_moved = _move(held, data.anchor_on, season, days)
    _fill(held, data)
    held.save()
    if held.is_open:
        telling.file_network_tasks(held)
        file_card(card_of(held))
        if is_moved:
            telling.tell_partner(held)
    record("moved edition" if is_moved else "amended edition", held, by=by, detail={"version": held.version})
    return is_moved


@transaction.atomic
def set_target(edition: Edition, district: District, target: Target, *, by: User) -> None:
    """In place of what the district had; an empty one takes it away."""
    if _locked(edition).stage == Stage.CLOSED:
        raise NotOpen
    DistrictTarget.objects.filter(edition=edition, district=district).delete()
    _write_targets(edition, {district.pk: target})
    record("set target", edition, by=by, detail={"district": district.pk})


@transaction.atomic
def confirm(edition: Edition, *, by: User) -> None:
    """What the page says is true today; said by the partner, or by the network in its place."""
    trust.confirm(edition, by=by, verified_as=_standing(edition, by), valid_until=edition.holds_until)
    file_card(card_of(edition))


@transaction.atomic
def confirm_date(day: KeyDate, on: date, *, by: User) -> None:
    """The partner says that this is the day, or which day it is instead."""
    held = KeyDate.objects.select_for_update(of=("self",)).select_related("edition__partner").get(pk=day.pk)
    held.on = on
    held.save(update_fields=["on"])
    trust.confirm(held, by=by, verified_as=_standing(held.edition, by), valid_until=on)


@transaction.atomic
def file_all_cards() -> int:
    return file_cards(card_of(edition) for edition in Edition.objects.open().whole())


def _locked(edition: Edition) -> Edition:
    """Whoever joins meanwhile waits, and then reads the dates as they are afterwards."""
    return Edition.objects.whole().select_for_update(of=("self",)).get(pk=edition.pk)


def _move(edition: Edition, anchor_on: date, season: tuple[date, date], days: Mapping[KitTask, date]) -> bool:
    was = (edition.anchor_on, edition.starts_on, edition.ends_on)
    edition.anchor_on, (edition.starts_on, edition.ends_on) = anchor_on, season
    if edition.is_open:
        edition.valid_until = edition.ends_on
    tasks = {each.task_id: each for each in edition.tasks.select_for_update()}
    moved = []
    for task, day in days.items():
        each = tasks[task.pk]
        if each.due_on != day:
            each.due_on = day
            moved.append(each)
    EditionTask.objects.bulk_update(moved, ["due_on"])
    if edition.stage == Stage.DRAFT:
        edition.label = calendars.label_of(edition.kit, anchor_on)
        if Edition.objects.filter(kit=edition.kit_id, label=edition.label).exclude(pk=edition.pk).exists():
            raise EditionExists
        edition.slug = calendars.slug_of(edition.kit, edition.label)
    is_moved = bool(moved) or was != (edition.anchor_on, *season)
    edition.version += is_moved and edition.is_open
    return is_moved


def _fill(edition: Edition, data: EditionData) -> None:
    edition.partner_id = data.partner or None
    edition.agreement_id = data.agreement
    edition.districts = sorted(data.districts)
    edition.topic_bg, edition.note_bg = data.topic, data.note


def _write_targets(edition: Edition, targets: Mapping[str, Target]) -> None:
    DistrictTarget.objects.bulk_create(
        DistrictTarget(edition=edition, district_id=code, **{name: getattr(target, name) for name in Target.__slots__})
        for code, target in targets.items()
        if target != Target()
    )


def _bring_dates(edition: Edition) -> None:
    """Of the kit, in the year of the anchor; each waits for somebody to confirm it."""
    label, url = _source(edition)
    for each in edition.kit.dates:
        on = date.fromisoformat(f"{edition.anchor_on.year}-{each['month_day']}")
        KeyDate.objects.create(
            edition=edition,
            key=each["key"],
            on=on,
            valid_until=on,
            text_bg=each["text_bg"],
            source_label=label,
            source_url=url,
            is_demo=edition.is_demo,
        )


def _bring_materials(edition: Edition) -> None:
    label, url = _source(edition)
    Material.objects.bulk_create(
        Material(
            edition=edition,
            key=each["key"],
            order=order,
            form=each["form"],
            title_bg=each["title_bg"],
            lines_bg=each.get("lines_bg", []),
            owner_id=edition.partner_id,
            source_label=label,
            source_url=url,
            valid_until=edition.ends_on,
            requires_verification=edition.kit.area.requires_verification and each["form"] == Form.LIST,
            is_demo=edition.is_demo,
        )
        for order, each in enumerate(edition.kit.materials, 1)
    )


def _source(edition: Edition) -> tuple[str, str]:
    partner = edition.partner
    return (partner.name_bg[:160], partner.address) if partner else ("", "")


def _standing(edition: Edition, by: User) -> str:
    return standing_for(by, edition.partner) if edition.partner else "програмният офис"


def _refuse_identifiers(data: EditionData) -> None:
    for column in _TEXTS:
        if find_identifier(getattr(data, column)):
            raise IdentifierInText(column)
