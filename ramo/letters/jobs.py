"""What the clock does here."""

from django.urls import reverse
from django.utils.translation import gettext_noop, override

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.mailing.models import OutgoingMail
from ramo.tasks.actions import TaskData, file_task, settle

DEAD = "letters:dead"
_DEAD = gettext_noop("Letters that could not leave: %(count)s. See why and try again")


def file_letter_task() -> None:
    """One task while letters lie given up whose text is still there; it settles itself."""
    count = OutgoingMail.objects.dead().count()
    if not count:
        settle(key=DEAD)
        return
    with override(SOURCE_LANGUAGE):
        link = reverse("letters:letters")
    file_task(TaskData(key=DEAD, scope="network", message=_DEAD, params={"count": count}, link=link, icon="mail"))
