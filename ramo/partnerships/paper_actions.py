"""The door that writes papers: read, stored under a name of ours, found by their words, taken off."""

import hashlib
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import IntegrityError, transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit.bulgarian import analyse
from ramo.kit.identifiers import find_identifier, without_egn

from .data import PaperData, PaperText
from .errors import AttachedAlready, IdentifierInText
from .models import Agreement, Paper
from .paper_child import read_paper

FOLDER = "private/agreements"
_FEWEST_LETTERS = 20  # on a page; with fewer it is a picture with a stamp
_MOST_KEYS, _LONGEST_KEY = 20_000, 64


def attach(agreement: Agreement, data: PaperData, *, by: User | None) -> Paper:
    """Read before anything is written; the file is stored first, so that a row never points to nothing."""
    if find_identifier(data.title_bg):
        raise IdentifierInText("title_bg")
    text = read_paper(data.content)
    digest = hashlib.sha256(data.content).hexdigest()
    if agreement.papers.filter(sha256=digest).exists():
        raise AttachedAlready
    stored = _storage().save(f"{FOLDER}/{agreement.pk}/{digest[:20]}.pdf", ContentFile(data.content))
    with ExitStack() as undo:
        undo.callback(_storage().delete, stored)
        paper = _write(agreement, data, text, stored=stored, digest=digest, by=by)
        undo.pop_all()
    return paper


@transaction.atomic
def detach(paper: Paper, *, by: User) -> None:
    """Attached by mistake: the row and the file go, that it was here stays in the history."""
    record("detached paper", paper.agreement, by=by, detail={"kind": paper.kind, "sha256": paper.sha256})
    stored = paper.file
    paper.delete()
    transaction.on_commit(lambda: _storage().delete(stored))


def path_of(paper: Paper) -> Path:
    return Path(_storage().path(paper.file))


@transaction.atomic
def _write(
    agreement: Agreement, data: PaperData, text: PaperText | None, *, stored: str, digest: str, by: User | None
) -> Paper:
    words = without_egn(text.text) if text else ""
    try:
        with transaction.atomic():
            paper = Paper.objects.create(
                agreement=agreement,
                kind=data.kind,
                title_bg=data.title_bg,
                file=stored,
                sha256=digest,
                size=len(data.content),
                pages=text.pages if text else None,
                reading=_reading(text),
                text=words,
                keys=_keys(words),
                by=by,
            )
    except IntegrityError:
        raise AttachedAlready from None
    record("attached paper", agreement, by=by, detail={"kind": data.kind, "sha256": digest})
    return paper


def _reading(text: PaperText | None) -> Paper.Reading:
    if text is None:
        return Paper.Reading.UNREAD
    if sum(map(str.isalnum, text.text)) < _FEWEST_LETTERS * text.pages:
        return Paper.Reading.SCANNED
    return Paper.Reading.WHOLE if text.is_whole else Paper.Reading.PART


def _keys(text: str) -> list[str]:
    found = {key[:_LONGEST_KEY] for word in analyse(text) if not word.is_stop for key in word.keys}
    return sorted(found)[:_MOST_KEYS]


def _storage() -> FileSystemStorage:
    """Under media, which no server hands out; readable by us alone."""
    return FileSystemStorage(
        location=settings.MEDIA_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700
    )
