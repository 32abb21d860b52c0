"""Where no mail server is set up: each letter lies as a file of its own, named by its mark, and leaves with its row."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .models import OutgoingMail

SUFFIX = ".eml"


class LettersInFolder(BaseEmailBackend):
    """Readable by the account of the house alone."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            path = folder / f"{_mark(message)}{SUFFIX}"
            path.touch(mode=0o600)
            path.write_bytes(message.message().as_bytes())
        return len(email_messages)


def forget_files() -> int:
    """A file whose letter is forgotten is so as well; how many."""
    files = {path.stem: path for path in _files()}
    known = OutgoingMail.objects.filter(mark__in=[UUID(mark) for mark in files])
    here = {str(mark) for mark in known.values_list("mark", flat=True)}
    gone = [path for mark, path in files.items() if mark not in here]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _files() -> Iterator[Path]:
    for path in Path(settings.EMAIL_FILE_PATH).glob(f"*{SUFFIX}"):
        if _is_mark(path.stem):
            yield path


def _mark(message: EmailMessage) -> str:
    mark = message.extra_headers.get("Message-ID", "").strip("<").partition("@")[0]
    return mark if _is_mark(mark) else str(uuid4())


def _is_mark(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
