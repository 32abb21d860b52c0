"""Events that an institution writes: who is asked to publish them, and what becomes of the question."""

from django.db import transaction
from django.utils.translation import gettext_noop

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit.identifiers import find_identifier
from ramo.network.models import Institution
from ramo.tasks.actions import TaskData, file_task, settle
from ramo.trust.models import State

from . import actions
from .errors import AlreadyOver, IdentifierInText
from .models import Event, OwnPublisher

_OFFERED = gettext_noop("%(institution)s offers an event: “%(title)s”. Look and publish")
_CHANGED = gettext_noop("%(institution)s changed “%(title)s”. Look what is new")
_RETURNED = gettext_noop("“%(title)s” is sent back: %(because)s")


@transaction.atomic
def offer(event: Event, *, by: User) -> None:
    """One library is asked itself; for several, the coordinators of their districts."""
    for scope in _scopes(event):
        _ask(event, scope, _OFFERED, "predlozhenie/")
    settle(key=_returned_key(event))
    record("offered event", event, by=by)


@transaction.atomic
def publish(event: Event, *, by: User, vouched_as: str) -> int:
    count = actions.publish(event, by=by, vouched_as=vouched_as)
    _answered(event)
    return count


@transaction.atomic
def send_back(event: Event, because: str, *, by: User) -> None:
    """It stays a draft of the institution, which reads why."""
    if event.state != State.DRAFT or event.institution is None:
        raise AlreadyOver
    if find_identifier(because):
        raise IdentifierInText("because")
    _answered(event)
    scope = f"institution:{event.institution_id}"
    params: dict[str, str | int] = {"title": event.title_bg[:80], "because": because[:160]}
    file_task(TaskData(_returned_key(event), scope, _RETURNED, _link(event), params, event.area_id, "event"))
    record("sent event back", event, by=by)


@transaction.atomic
def tell_of_change(event: Event) -> None:
    """The libraries where it takes place look at what the institution changed."""
    for host in event.hosts.select_related("library"):
        _ask(event, host.library.scope, _CHANGED, "predlozhenie/")


@transaction.atomic
def let_publish(institution: Institution, *, may: bool, by: User) -> None:
    """Its own events need no second person from now on, or need one again."""
    if may:
        OwnPublisher.objects.get_or_create(institution=institution)
    else:
        OwnPublisher.objects.filter(institution=institution).delete()
    record("let institution publish", institution, by=by, detail={"may": may})


def seen(event: Event, scope: str) -> None:
    """What was changed has been looked at."""
    if event.state == State.PUBLISHED:
        settle(key=_key(event, scope))


def _ask(event: Event, scope: str, message: str, page: str) -> None:
    params: dict[str, str | int] = {"institution": str(event.institution), "title": event.title_bg[:80]}
    link, due = f"{_link(event)}{page}", event.starts_on
    file_task(TaskData(_key(event, scope), scope, message, link, params, event.area_id, "event", due))


def _answered(event: Event) -> None:
    for scope in _scopes(event):
        settle(key=_key(event, scope))


def _scopes(event: Event) -> list[str]:
    libraries = [host.library for host in event.hosts.select_related("library")]
    if len(libraries) == 1:
        return [libraries[0].scope]
    return sorted({f"district:{library.district_id}" for library in libraries})


def _key(event: Event, scope: str) -> str:
    return f"events.offer:{event.pk}:{scope}"


def _returned_key(event: Event) -> str:
    return f"events.returned:{event.pk}"


def _link(event: Event) -> str:
    return f"/rabotno-myasto/sabitiya/sabitie/{event.pk}/"
