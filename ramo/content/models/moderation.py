"""The one step of review: read by somebody whose place it is, then published or returned with a word."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from ramo.accounts.models import User
from ramo.content import reach
from ramo.kit.retention import Kept, Retention
from ramo.network.access import NETWORK, Permission, may

from .corners import LibraryCorner

Action = tuple[str, Any, bool]


class Moderation(Task):
    """A library's corner goes to its district or the office; pages go to editors and the office."""

    RETENTION: ClassVar[Retention] = Kept("a step of how texts are published")

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return str(self.name)

    def user_can_access_editor(self, obj: models.Model, user: User) -> bool:
        return _may_moderate(user, obj)

    def locked_for_user(self, obj: models.Model, user: User) -> bool:
        """What is being read is not changed under the reader's eyes; its author may take it back."""
        return not _may_moderate(user, obj)

    def get_actions(self, obj: models.Model, user: User) -> list[Action]:
        if not _may_moderate(user, obj):
            return []
        return [("reject", _("Return with a word"), True), ("approve", _("Publish"), False)]

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> "models.QuerySet[Any]":
        waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task=self.task_ptr)
        if may(user, Permission.EDIT_PAGE, NETWORK):
            return waiting
        corners = reach.corners_within(LibraryCorner.objects.all(), user, Permission.MODERATE_CORNER)
        return waiting.filter(
            workflow_state__base_content_type=ContentType.objects.get_for_model(LibraryCorner),
            workflow_state__object_id__in=[str(pk) for pk in corners.values_list("pk", flat=True)],
        )

    @classmethod
    def get_description(cls) -> str:
        return str(_("Read and published by the district’s coordinator, an editor or the office"))


def _may_moderate(user: User, thing: models.Model) -> bool:
    if isinstance(thing, LibraryCorner):
        return may(user, Permission.MODERATE_CORNER, thing.library)
    return may(user, Permission.EDIT_PAGE, NETWORK)
