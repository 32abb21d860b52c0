"""The only door that writes resources and needs; the catalogue follows in the same transaction."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import models, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.search.actions import file_card, file_cards, withdraw_card
from ramo.trust import actions as trust
from ramo.trust.data import NETWORK_SCOPE
from ramo.trust.models import ChangeReport, State, Verification
from ramo.vocabularies.models import Area

from .cards import card_of, kind_of
from .data import NeedFacts, ResourceFacts
from .errors import KeyTaken, NoSuchStep
from .models import Need, NeedResource, Resource
from .vouching import standing_of

AnyGuide = Resource | Need

# Facts a person acts on: when one of them changes, somebody confirms the whole again.
_RESOURCE_FACTS = ("url", "phone", "how_to_bg", "how_to_en", "easy_bg", "easy_en", "needs_bg", "cost_bg")
_NEED_FACTS = ("steps_bg", "steps_en", "easy_bg", "easy_en", "papers_bg", "refer_bg", "resources")
STEPS = {
    State.DRAFT: {State.IN_REVIEW},
    State.IN_REVIEW: {State.PUBLISHED, State.DRAFT},
    State.PUBLISHED: {State.WITHDRAWN},
    State.WITHDRAWN: {State.DRAFT},
}


@transaction.atomic
def add_resource(key: str, facts: ResourceFacts, *, by: User) -> Resource:
    """A new resource is a draft; the area says whether an expert must confirm it before it shows."""
    if Resource.objects.filter(key=key).exists():
        raise KeyTaken(key)
    area = Area.objects.get(key=facts.area)
    resource = Resource(key=key, state=State.DRAFT, requires_verification=area.requires_verification)
    _write_resource(resource, facts)
    record("added", resource, by=by)
    return resource


@transaction.atomic
def edit_resource(resource: Resource, facts: ResourceFacts, *, by: User) -> None:
    """An edit never confirms: the last confirmation stays, and a fact that changed asks for a new one."""
    was = {name: getattr(resource, name) for name in _RESOURCE_FACTS}
    _write_resource(resource, facts)
    changed = sorted(name for name in _RESOURCE_FACTS if getattr(resource, name) != was[name])
    _after_edit(resource, changed, by=by)


@transaction.atomic
def edit_need(need: Need, facts: NeedFacts, *, by: User) -> None:
    """As with a resource; where the need stands in the paths does not change."""
    was = _need_facts(need)
    texts = asdict(facts)
    resources = texts.pop("resources")
    need.boundary_id = texts.pop("boundary") or None
    _set(need, texts)
    need.save()
    NeedResource.objects.filter(need=need).delete()
    NeedResource.objects.bulk_create(
        NeedResource(need=need, resource_id=key, order=order) for order, key in enumerate(resources)
    )
    now = _need_facts(need)
    _after_edit(need, sorted(name for name in _NEED_FACTS if now[name] != was[name]), by=by)


@transaction.atomic
def move(guide: AnyGuide, *, to: State, by: User) -> None:
    """Along draft → in review → published → withdrawn → draft; the same step pressed twice is one."""
    if guide.state == to:
        return
    if to not in STEPS[State(guide.state)]:
        raise NoSuchStep(f"{guide.state} → {to}")
    guide.state = to
    guide.save(update_fields=["state"])
    record("moved", guide, by=by, detail={"to": to})
    _file(guide)
    trust.refresh_review_tasks({guide.review_scope(), NETWORK_SCOPE})


@transaction.atomic
def confirm_item(guide: AnyGuide, *, by: User, valid_until: date | None = None) -> Verification:
    """Still true: dates the item, its card and the cards that print it, and settles what waited."""
    return confirm_as(guide, standing_of(by, guide), by=by, valid_until=valid_until)


@transaction.atomic
def confirm_as(guide: AnyGuide, verified_as: str, *, by: User | None, valid_until: date | None = None) -> Verification:
    """The same in the name of an institution that was asked; `by` is nobody where it answered itself."""
    guide.changed_on = None
    guide.save(update_fields=["changed_on"])
    said = trust.confirm(guide, by=by, verified_as=verified_as, valid_until=valid_until)
    _file(guide)
    return said


@transaction.atomic
def take_back(guide: AnyGuide, said: Verification, *, before: trust.Confirmed, changed_on: date | None) -> bool:
    """A confirmation pressed by mistake; whether it still stood."""
    if not trust.take_back(said, guide, before=before, by=None):
        return False
    guide.changed_on = changed_on
    guide.save(update_fields=["changed_on"])
    _file(guide)
    return True


@transaction.atomic
def amend(guide: AnyGuide, changes: Mapping[str, Any], *, by: User) -> None:
    """Some columns of a guide, by name; like every edit it confirms nothing."""
    facts = _RESOURCE_FACTS if isinstance(guide, Resource) else _NEED_FACTS
    changed = sorted(name for name, value in changes.items() if name in facts and getattr(guide, name) != value)
    for name, value in changes.items():
        setattr(guide, name, value)
    guide.save(update_fields=list(changes))
    _after_edit(guide, changed, by=by)


@transaction.atomic
def close(guide: AnyGuide, *, is_closed: bool, by: User | None) -> None:
    """Its owner says that it is gone: hidden at once; taken back, it stands as it stood."""
    to = State.WITHDRAWN if is_closed else State.PUBLISHED
    if guide.state == to:
        return
    guide.state = to
    guide.save(update_fields=["state"])
    record("closed" if is_closed else "opened again", guide, by=by)
    _file(guide)
    trust.refresh_review_tasks({guide.review_scope(), NETWORK_SCOPE})


@transaction.atomic
def answer_report(report: ChangeReport, guide: AnyGuide, *, outcome: ChangeReport.Outcome, by: User) -> None:
    """Who looked and found it still true has confirmed it; a correction is an edit and confirms nothing."""
    trust.settle_report(report, outcome=outcome, by=by)
    if outcome == ChangeReport.Outcome.STILL_TRUE:
        confirm_item(guide, by=by)


@transaction.atomic
def file_all_cards() -> int:
    """Files every published guide anew; how many. For a first load, and for what dates change on sheets."""
    guides: list[AnyGuide] = [*Resource.objects.published().whole(), *Need.objects.published().whole()]
    return file_cards(card_of(guide) for guide in guides)


def _write_resource(resource: Resource, facts: ResourceFacts) -> None:
    texts = asdict(facts)
    topics = texts.pop("topics")
    resource.area_id = texts.pop("area")
    resource.owner_id = texts.pop("owner") or None
    _set(resource, texts)
    resource.save()
    resource.topics.set(topics)


def _set(guide: models.Model, texts: dict[str, object]) -> None:
    for name, value in texts.items():
        setattr(guide, name, list(value) if isinstance(value, tuple) else value)


def _need_facts(need: Need) -> dict[str, object]:
    facts: dict[str, object] = {name: getattr(need, name) for name in _NEED_FACTS if name != "resources"}
    links = NeedResource.objects.filter(need=need)
    return facts | {"resources": list(links.values_list("resource_id", flat=True))}


def _after_edit(guide: AnyGuide, changed: list[str], *, by: User) -> None:
    if changed and guide.verified_on:
        guide.changed_on = clock.today()
        guide.save(update_fields=["changed_on"])
    record("edited", guide, by=by, detail={"facts": changed})
    _file(guide)
    trust.refresh_review_tasks({guide.review_scope(), NETWORK_SCOPE})


def _file(guide: AnyGuide) -> None:
    """The card of the guide, and of the needs whose sheets print this resource."""
    if guide.state == State.PUBLISHED:
        file_card(card_of(type(guide).objects.whole().get(pk=guide.pk)))
    else:
        withdraw_card(kind=kind_of(guide), key=guide.key)
    if isinstance(guide, Resource):
        file_cards(card_of(need) for need in Need.objects.published().filter(resources=guide).whole())
