"""What people are asked to do about agreements: renew, mourn, give what is owed. Keys, scopes and sentences."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_noop

from ramo.kit import clock
from ramo.network.models import Membership
from ramo.tasks.actions import TaskData, file_task, file_tasks, settle, settle_many
from ramo.tasks.models import Task

from .models import Agreement, Duty, DutyDone
from .progress import Progress, progress_of
from .rhythms import ON_THE_CLOCK

NETWORK = "network"
ICON = "agreement"
LEAD = timedelta(days=30)  # how long before its last day a duty becomes a task


def renewal_key(agreement: Agreement) -> str:
    return f"agreement:{agreement.pk}:renew"


def over_key(agreement: Agreement) -> str:
    return f"agreement:{agreement.pk}:over"


def gone_key(agreement: Agreement) -> str:
    return f"agreement:{agreement.pk}:gone"


def ask_to_renew(agreement: Agreement) -> None:
    message = gettext_noop("The agreement with %(partner)s ends on %(day)s. Talk about renewing it")
    file_task(_about(agreement, renewal_key(agreement), message))


def say_over(agreement: Agreement) -> None:
    """The break: nothing says any more that it holds. Told to whoever minds it, and to the office."""
    settle(key=renewal_key(agreement))
    message = gettext_noop("The agreement with %(partner)s ran out on %(day)s. Sign a new one, or write that it ended")
    file_task(_about(agreement, over_key(agreement), message))
    if agreement.scope != NETWORK:
        file_task(_about(agreement, f"{over_key(agreement)}:office", message, scope=NETWORK))


def say_gone(agreement: Agreement) -> None:
    message = gettext_noop("%(partner)s is closed, its agreement is not. Find who took its work over, or end it")
    file_task(_about(agreement, gone_key(agreement), message))


def settle_renewal(agreement: Agreement) -> None:
    """Extended, ended or replaced: nobody needs to think of its last day."""
    over = over_key(agreement)
    settle_many([renewal_key(agreement), over, f"{over}:office", gone_key(agreement)])


def settle_duties(agreement: Agreement) -> None:
    open_ones = Task.objects.filter(key__startswith=f"duty:{agreement.pk}:", settled_at=None)
    settle_many(open_ones.values_list("key", flat=True))


def settle_duty(agreement: Agreement, duty: Duty) -> None:
    open_ones = Task.objects.filter(key__startswith=f"duty:{agreement.pk}:{duty.pk}:", settled_at=None)
    settle_many(open_ones.values_list("key", flat=True))


def settle_what_is_met(agreement: Agreement, duty: Duty, library: str) -> None:
    """After something was done: the tasks of those who have nothing left to give in this period."""
    for progress in progress_of(agreement):
        if progress.duty.pk != duty.pk:
            continue
        if progress.is_met:
            settle_duty(agreement, duty)
        elif library and _library_did(agreement, progress).get(library, 0) >= duty.amount:
            settle(key=_duty_key(agreement, duty, f"library:{library}"))


def file_duties(agreement: Agreement) -> int:
    """Those due within a month that are not done; a task that stands with the same day stays as it is. How many."""
    wanted = [task for progress in progress_of(agreement) if _is_due(progress) for task in _asked(agreement, progress)]
    keys = [task.key for task in wanted]
    standing = dict(Task.objects.filter(key__in=keys, settled_at=None).values_list("key", "due_on"))
    return file_tasks(task for task in wanted if standing.get(task.key) != task.due_on)


def _is_due(progress: Progress) -> bool:
    if progress.owed.is_carried_below or progress.is_met or progress.duty.rhythm not in ON_THE_CLOCK:
        return False
    return progress.due_on is not None and progress.due_on - clock.today() <= LEAD


def _asked(agreement: Agreement, progress: Progress) -> Iterator[TaskData]:
    duty = progress.duty
    for scope in _scopes(agreement, progress):
        yield TaskData(
            key=_duty_key(agreement, duty, scope),
            scope=scope,
            message=_sentence(duty, scope),
            params={"partner": _name(agreement), "what": duty.what_bg[:80]},
            link=_link(agreement),
            icon=ICON,
            due_on=progress.due_on,
        )


def _scopes(agreement: Agreement, progress: Progress) -> Iterable[str]:
    """Whose hands it waits for; a partner's duty is also in sight of who minds the agreement."""
    match progress.duty.owes:
        case Duty.Owes.OFFICE:
            return [NETWORK]
        case Duty.Owes.COORDINATOR:
            return [agreement.scope]
        case Duty.Owes.PARTNER:
            own = f"institution:{agreement.partner_id}"
            has_account = Membership.objects.in_force().filter(institution=agreement.partner_id).exists()
            return [agreement.scope, own] if has_account else [agreement.scope]
    did = _library_did(agreement, progress)
    numbers = agreement.libraries().values_list("pk", flat=True)
    return [f"library:{number}" for number in numbers if did.get(number, 0) < progress.duty.amount]


def _library_did(agreement: Agreement, progress: Progress) -> dict[str, int]:
    did: dict[str, int] = {}
    rows = DutyDone.objects.standing().filter(agreement=agreement, duty=progress.duty).exclude(library=None)
    for library, day, amount in rows.values_list("library", "done_on", "amount"):
        if library and progress.period.holds(day):
            did[library] = did.get(library, 0) + amount
    return did


def _sentence(duty: Duty, scope: str) -> str:
    if duty.owes == Duty.Owes.PARTNER and not scope.startswith("institution:"):
        return gettext_noop("%(partner)s owes: %(what)s. Remind it, or write that it is done")
    return gettext_noop("Agreement with %(partner)s: %(what)s. Write when it is done")


def _about(agreement: Agreement, key: str, message: str, *, scope: str = "") -> TaskData:
    return TaskData(
        key=key,
        scope=scope or agreement.scope,
        message=message,
        params={"partner": _name(agreement), "day": f"{agreement.until:%d.%m.%Y}" if agreement.until else ""},
        link=_link(agreement),
        icon=ICON,
        due_on=agreement.until,
    )


def _duty_key(agreement: Agreement, duty: Duty, scope: str) -> str:
    return f"duty:{agreement.pk}:{duty.pk}:{scope}"


def _name(agreement: Agreement) -> str:
    return str(agreement.partner)[:60]


def _link(agreement: Agreement) -> str:
    return reverse("partnerships:show", args=[agreement.pk])
