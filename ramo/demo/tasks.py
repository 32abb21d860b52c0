"""What waits on the desk of the first invented library."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_noop

from ramo.network.models import Library
from ramo.tasks.actions import TaskData


def waiting_at(library: Library, today: date) -> list[TaskData]:
    return [
        TaskData(
            key=f"demo:{library.pk}:board",
            scope=library.scope,
            message=gettext_noop("Hang this week’s vacancies on the board. Print the sheet"),
            link=reverse("resources:resource", args=["demo-vacancies"]),
            area="employment",
            icon="print",
            due_on=today,
        ),
        TaskData(
            key=f"demo:{library.pk}:paper",
            scope=library.scope,
            message=gettext_noop("Enter the records of the last market day from paper"),
            link=reverse("desk:desk"),
            icon="edit",
            due_on=today + timedelta(days=2),
        ),
        TaskData(
            key=f"demo:{library.pk}:contacts",
            scope=library.scope,
            message=gettext_noop("See whether your phone and address are still right"),
            link=reverse("content:library", args=[library.pk]),
            icon="phone",
            due_on=today + timedelta(days=5),
        ),
    ]
