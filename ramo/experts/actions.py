"""The door of this room: who the experts are, and what takes their time."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit.identifiers import find_identifier
from ramo.network.models import Institution, Library
from ramo.vocabularies.models import Topic

from .data import EngagementData
from .errors import AlreadyEngaged, PersonalNumber
from .models import Engagement, Expert


@transaction.atomic
def add_expert(sender: Institution | Library, *, role_bg: str, role_en: str, name: str, by: User | None) -> Expert:
    """The caller checked that `by` may speak for the sender. The same words again are the same expert."""
    if find_identifier(f"{role_bg}\n{role_en}\n{name}"):
        raise PersonalNumber
    place = {"library": sender} if isinstance(sender, Library) else {"institution": sender}
    expert, is_new = Expert.objects.get_or_create(
        role_bg=role_bg, name=name, **place, defaults={"role_en": role_en, "is_active": True}
    )
    if not expert.is_active:
        expert.is_active = True
        expert.save(update_fields=["is_active"])
    if is_new:
        record("added expert", expert, by=by)
    return expert


@transaction.atomic
def amend_expert(expert: Expert, *, role_bg: str, role_en: str, name: str, topics: Iterable[Topic], by: User) -> Expert:
    """What the public reads of an expert, and what libraries may ask for."""
    if find_identifier(f"{role_bg}\n{role_en}\n{name}"):
        raise PersonalNumber
    expert.role_bg, expert.role_en, expert.name = role_bg, role_en, name
    expert.save(update_fields=["role_bg", "role_en", "name"])
    expert.topics.set(topics)
    record("amended expert", expert, by=by)
    return expert


@transaction.atomic
def restore_expert(expert: Expert, *, by: User) -> None:
    Expert.objects.filter(pk=expert.pk).update(is_active=True)
    record("restored expert", expert, by=by)


@transaction.atomic
def retire_expert(expert: Expert, *, by: User) -> None:
    """Comes no more: not offered from now on; what was promised stands until somebody calls it off."""
    Expert.objects.filter(pk=expert.pk).update(is_active=False)
    record("retired expert", expert, by=by)


def engage(expert: Expert, data: EngagementData) -> Engagement:
    """Takes the time, or moves what the same key took before; refused where the expert is elsewhere."""
    columns = {
        "expert": expert,
        "starts_at": data.span.starts_at,
        "ends_at": data.span.ends_at,
        "label": data.label[:160],
        "link": data.link,
    }
    try:
        with transaction.atomic():
            return Engagement.objects.update_or_create(key=data.key, defaults=columns)[0]
    except IntegrityError:
        crossing = Engagement.objects.filter(expert=expert).exclude(key=data.key)
        other = crossing.crossing(data.span.starts_at, data.span.ends_at).first()
        raise (AlreadyEngaged(other.starts_at, other.ends_at) if other else AlreadyEngaged()) from None


def release(key: str) -> bool:
    """Whether it took any time."""
    return Engagement.objects.filter(key=key).delete()[0] > 0
