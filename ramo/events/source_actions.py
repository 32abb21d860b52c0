"""Where the calendar an event came from says something else than the person who corrected it: somebody chooses."""

from django.db import transaction
from django.utils.translation import gettext_noop

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.tasks.actions import TaskData, file_task, settle

from . import actions
from .errors import NothingToChoose
from .homes import homes_of
from .keeping import differing, with_word, word_here
from .models import Event, Imported
from .writing import data_of

_OTHERWISE = gettext_noop("“%(title)s”: its calendar says otherwise now. Choose")


def disputed(event: Event) -> list[str]:
    """The fields about which nobody has chosen yet; read with `whole()`."""
    row = Imported.objects.disputed().filter(event=event).first()
    return _open(row, event) if row else []


def stands_alone(event: Event) -> bool:
    """Its calendar repeats it in a way that our words cannot say, or moved this date out of the row."""
    return event.series_id is None and Imported.objects.filter(event=event).exclude(series_number="").exists()


@transaction.atomic
def take_sources(event: Event, *, by: User, vouched_as: str) -> None:
    """The source is right: its words instead of ours, from now on too."""
    row, fields = _locked(event)
    said = row.said or {}
    home = homes_of([said["settlement"]]).get(said["settlement"], event.organiser_id or "")
    actions.amend(event, with_word(data_of(event), said, fields, home=home), by=by, vouched_as=vouched_as)
    _answered(row)
    record("took the source's", event, by=by, detail={"fields": fields})


@transaction.atomic
def keep_ours(event: Event, *, by: User) -> None:
    """The correction stands, until the source says a third thing."""
    row, fields = _locked(event)
    _answered(row)
    record("kept the correction", event, by=by, detail={"fields": fields})


def ask(row: Imported) -> None:
    """The library that looks after the event, as long as something is to be chosen."""
    event = row.event
    if not row.disputed or event.organiser is None:
        settle(key=_key(event))
        return
    link = f"/rabotno-myasto/sabitiya/sabitie/{event.pk}/"
    params: dict[str, str | int] = {"title": event.title_bg[:80]}
    scope, due = event.organiser.scope, event.starts_on
    file_task(TaskData(_key(event), scope, _OTHERWISE, link, params, event.area_id, "edit", due))


def settle_agreed(event: Event) -> None:
    """A person may have written what the source says; read with `whole()`."""
    if not disputed(event):
        settle(key=_key(event))


def _locked(event: Event) -> tuple[Imported, list[str]]:
    row = Imported.objects.disputed().select_for_update(of=("self",)).filter(event=event).first()
    fields = _open(row, event) if row else []
    if row is None or not fields:
        raise NothingToChoose
    return row, fields


def _open(row: Imported, event: Event) -> list[str]:
    other = differing(word_here(data_of(event)), row.said or {})
    return [key for key in row.disputed if key in other]


def _answered(row: Imported) -> None:
    row.disputed = []
    row.save(update_fields=["disputed"])
    settle(key=_key(row.event))


def _key(event: Event) -> str:
    return f"events.source:{event.pk}"
