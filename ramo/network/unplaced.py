"""Libraries whose place the register does not tell for certain → a task for the office."""

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from ramo.tasks.actions import TaskData

UNPLACED = "network:unplaced"


def unplaced_task(count: int) -> TaskData:
    return TaskData(
        key=UNPLACED,
        scope="network",
        message=_("Libraries without a place on the map: %(count)d. Say where they stand."),
        params={"count": count},
        link=reverse("network:overview") + "?show=unplaced",
        icon="map",
    )
