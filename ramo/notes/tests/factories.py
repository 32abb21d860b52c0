"""Notes for tests of this and higher rooms."""

from datetime import timedelta
from typing import Any

from ramo.kit import clock
from ramo.notes.models import LocalNote


def make_note(key: str = "az-ejobs", kind: str = "resource", **values: Any) -> LocalNote:
    """Valid for a month; `library=` or `district=` says whose."""
    defaults = {"text_bg": "При нас – всеки вторник.", "valid_until": clock.today() + timedelta(days=30)}
    return LocalNote.objects.create(target_kind=kind, target_key=key, **{**defaults, **values})
