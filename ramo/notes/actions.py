"""The door of this room: a note is put beside a text, or taken away."""

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier

from .data import LASTS_AT_MOST, NoteData
from .errors import NoteEndsTooLate, NoteEndsTooSoon, PersonalNumberInNote
from .models import LocalNote


@transaction.atomic
def put_note(note: NoteData, *, by: User) -> LocalNote:
    """The caller checked that `by` may speak for the place. The same place's earlier note gives way."""
    _refuse(note)
    values = {
        "text_bg": note.text_bg,
        "text_en": note.text_en,
        "valid_until": note.valid_until,
        "written_on": clock.today(),
        "written_by": by,
    }
    put, _ = LocalNote.objects.update_or_create(
        target_kind=note.kind,
        target_key=note.key,
        library_id=note.library_id,
        district_id=note.district_id,
        defaults=values,
    )
    record("put note", put, by=by, detail={"kind": note.kind, "key": note.key})
    return put


@transaction.atomic
def take_away(note: LocalNote, *, by: User) -> None:
    record("took note away", note, by=by, detail={"kind": note.target_kind, "key": note.target_key})
    note.delete()


def _refuse(note: NoteData) -> None:
    if find_identifier(f"{note.text_bg}\n{note.text_en}"):
        raise PersonalNumberInNote
    if note.valid_until < clock.today():
        raise NoteEndsTooSoon
    if note.valid_until > clock.today() + LASTS_AT_MOST:
        raise NoteEndsTooLate
