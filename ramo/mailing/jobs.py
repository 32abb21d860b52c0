"""What the worker does with letters."""

import logging

from . import actions
from .models import OutgoingMail

logger = logging.getLogger("ramo.mailing")


def deliver(mail: int) -> None:
    """Retried by the worker while the mail server cannot be reached."""
    waiting = OutgoingMail.objects.waiting().filter(pk=mail).first()
    if waiting and not actions.deliver(waiting):
        logger.warning("Letter %s was not sent: refused by the mail server, or too late", mail)
