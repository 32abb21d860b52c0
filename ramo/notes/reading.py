"""What stands beside a national text for this reader: local notes, and for staff the way to write one."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from ramo.design.data import ChosenLibrary
from ramo.network.access import Permission, may_somewhere

from .models import LocalNote


@dataclass(frozen=True, slots=True)
class Beside:
    """`write_at` is empty for who may not write."""

    notes: list[LocalNote]
    write_at: str = ""


def beside(request: HttpRequest, kind: str, key: str) -> Beside:
    chosen: ChosenLibrary | None = getattr(request, "chosen_library", None)
    may_write = may_somewhere(request.user, Permission.WRITE_NOTE)
    write_at = reverse("notes:note", args=[kind, key]) if may_write else ""
    return Beside(notes_for(kind, key, chosen), write_at)


def notes_for(kind: str, key: str, chosen: ChosenLibrary | None) -> list[LocalNote]:
    """Of the reader's library and its district; who chose no library reads the national text alone, at no cost."""
    if chosen is None:
        return []
    notes = LocalNote.objects.current().beside(kind, key).for_readers_of(chosen.number)
    return list(notes.select_related("library__settlement", "district"))
