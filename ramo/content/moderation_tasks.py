"""A text that waits for review is a task on the desk of whoever may publish it; no letters."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop
from wagtail.models import WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected, workflow_submitted

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.tasks.actions import TaskData, file_task, settle

from .models import LibraryCorner

WAITS = gettext_noop("A text waits for you to read it: %(title)s")
CAME_BACK = gettext_noop("Your text came back with a word: %(title)s")
SETTLED_BY = (workflow_approved, workflow_cancelled)


def waits(instance: WorkflowState, **_: Any) -> None:
    thing = instance.content_object
    settle(key=_key("back", instance))
    for scope in _readers(thing):
        file_task(_task(_key(f"read:{scope}", instance), scope, WAITS, thing))


def came_back(instance: WorkflowState, **_: Any) -> None:
    settled(instance)
    thing = instance.content_object
    if isinstance(thing, LibraryCorner):
        file_task(_task(_key("back", instance), thing.library.scope, CAME_BACK, thing))


def settled(instance: WorkflowState, **_: Any) -> None:
    for scope in _readers(instance.content_object):
        settle(key=_key(f"read:{scope}", instance))


def listen() -> None:
    workflow_submitted.connect(waits, dispatch_uid="content.waits")
    workflow_rejected.connect(came_back, dispatch_uid="content.came_back")
    for signal in SETTLED_BY:
        signal.connect(settled, dispatch_uid="content.settled")
    for signal, uid in (
        (task_submitted, "group_approval_task_submitted_email_notification"),
        (workflow_submitted, "workflow_state_submitted_email_notification"),
        (workflow_rejected, "workflow_state_rejected_email_notification"),
        (workflow_approved, "workflow_state_approved_email_notification"),
    ):
        signal.disconnect(dispatch_uid=uid)


def _readers(thing: Any) -> tuple[str, ...]:
    """Of a corner its district and the office, of a page the network."""
    if isinstance(thing, LibraryCorner):
        return f"district:{thing.library.district_id}", "network"
    return ("network",)


def _task(key: str, scope: str, message: str, thing: Any) -> TaskData:
    return TaskData(key=key, scope=scope, message=message, params={"title": str(thing)}, link=_link(thing), icon="edit")


def _key(what: str, state: WorkflowState) -> str:
    return f"content:{what}:{state.base_content_type_id}:{state.object_id}"


def _link(thing: Any) -> str:
    with translation.override(SOURCE_LANGUAGE):
        if isinstance(thing, LibraryCorner):
            return reverse("wagtailsnippets_content_librarycorner:edit", args=[thing.pk])
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
