"""What the clock does with events: reminders, questions after the end, and the archive."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from ramo.kit import clock
from ramo.mailing.actions import send
from ramo.seats.models import HOLDING, Claim
from ramo.tasks.actions import TaskData, file_task

from . import actions, emails
from .models import Event, Host

_COUNT = gettext_noop("How many came to “%(title)s”?")
_REMIND = gettext_noop("Tomorrow: call people who have no e-mail: %(count)s")
DAY = timedelta(days=1)


def remind_of_tomorrow() -> int:
    """The day before, each once: a letter, or a line on the call list of the library; how many letters."""
    tomorrow = clock.today() + DAY
    hosts = Host.objects.on_calendar().filter(event__starts_at__date=tomorrow).exclude(pool=None)
    return sum(_remind(host) for host in hosts.whole())


@transaction.atomic
def _remind(host: Host) -> int:
    claims = Claim.objects.select_for_update(skip_locked=True).filter(pool=host.pool_id, state__in=HOLDING)
    due = list(claims.exclude(reminded_at__date=clock.today()))
    letters = [claim for claim in due if claim.email]
    for claim in letters:
        send(emails.of_reminder(claim, host))
    Claim.objects.filter(pk__in=[claim.pk for claim in due]).update(reminded_at=clock.now())
    if calls := sum(bool(claim.phone) and not claim.email for claim in due):
        _file(host, f"events.remind:{host.pk}", _REMIND, "obazhdane", {"count": calls})
    return len(letters)


def ask_for_counts() -> int:
    """Of what is over and nobody has counted: each library is asked once; how many."""
    return sum(_ask(host) for host in _uncounted())


@transaction.atomic
def _ask(host: Host) -> int:
    if not Host.objects.filter(pk=host.pk, asked_at=None).update(asked_at=clock.now()):
        return 0
    _file(host, f"events.count:{host.pk}", _COUNT, "broy", {"title": host.event.title_bg[:80]})
    return 1


def archive() -> int:
    """What ended leaves the catalogue by the minute, not at midnight; how many events."""
    now = clock.now()
    over = Event.objects.published().filter(ends_at__range=(now - 2 * DAY, now))
    actions.archive(over)
    return over.count()


def _uncounted() -> list[Host]:
    over = Event.objects.published().filter(ends_at__lte=clock.now(), called_off_at=None)
    return list(Host.objects.filter(event__in=over, asked_at=None, did_happen=None).whole()[:1000])


def _file(host: Host, key: str, message: str, page: str, params: dict[str, str | int]) -> None:
    file_task(
        TaskData(
            key=key,
            scope=host.library.scope,
            message=message,
            link=f"/rabotno-myasto/sabitiya/{host.pk}/{page}/",
            params=params,
            area=host.event.area_id,
            icon="event",
            due_on=clock.today(),
        )
    )
