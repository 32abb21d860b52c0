"""What the worker does with letters."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from ramo.kit import limited

from . import actions, folder
from .bounces import MAX_BYTES
from .data import Bounce
from .models import OutgoingMail

logger = logging.getLogger("ramo.mailing")
READER = "ramo.mailing.bounces:read"
AT_ONCE = 500


def deliver(mail: int) -> None:
    """The first try, right after the letter was written; later ones are on the clock."""
    waiting = OutgoingMail.objects.waiting().filter(pk=mail).first()
    if waiting and not actions.deliver(waiting):
        _log(waiting)


def deliver_due() -> None:
    """Letters whose time to try again has come, and those whose job was lost."""
    for mail in OutgoingMail.objects.due()[:AT_ONCE]:
        if not actions.deliver(mail):
            _log(mail)


def forget_files() -> int:
    return folder.forget_files()


def read_bounces() -> int:
    """Notices in the folder to which the mail server files them (Maildir); how many letters came back.

    A notice is deleted once it was heard; what cannot be read, or is no notice, is deleted as well and counted.
    """
    heard = 0
    for path in _notices():
        heard += hear(path.read_bytes()[: MAX_BYTES + 1])
        path.unlink(missing_ok=True)
    return heard


def hear(content: bytes) -> bool:
    """Whether these bytes are a notice about a letter of ours; they are read where they can do no harm."""
    if len(content) > MAX_BYTES:
        logger.warning("A notice of more than %s bytes was not read", MAX_BYTES)
        return False
    ran = limited.run(READER, content)
    if ran.overrun:
        logger.warning("A notice could not be read: %s", ran.overrun)
        return False
    found = json.loads(ran.answer)
    return bool(found) and actions.hear_bounce(Bounce(**found))


def _notices() -> Iterator[Path]:
    if maildir := settings.RAMO_BOUNCES:
        for part in ("new", "cur"):
            yield from sorted((Path(maildir) / part).glob("*"))[:AT_ONCE]


def _log(mail: OutgoingMail) -> None:
    left = OutgoingMail.objects.filter(pk=mail.pk).first()
    logger.warning("Letter %s did not leave: %s", mail.pk, (left.problem if left else "given up") or "another has it")
