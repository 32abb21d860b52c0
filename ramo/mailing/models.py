"""Letters on their way out."""

from datetime import timedelta
from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramo.kit import clock
from ramo.kit.retention import Forgotten, Retention


class Problem(models.TextChoices):
    """Why a letter is not where it should be, in the words of whoever has to do something about it."""

    UNREACHABLE = "unreachable", _("the mail server does not answer")
    LOGIN = "login", _("the mail server does not accept our name and password")
    BUSY = "busy", _("the other mail server asks us to come later")
    ADDRESS = "address", _("there is no such mailbox")
    CONTENT = "content", _("the other mail server refuses this letter")
    TOO_LATE = "too_late", _("it would have come too late")
    RETURNED = "returned", _("it came back")
    STOPPED = "stopped", _("earlier letters to this mailbox came back")


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None, dropped_at=None)

    def due(self) -> Self:
        """Waiting, and their time to try has come."""
        return self.waiting().filter(next_try_at__lte=clock.now())

    def left(self) -> Self:
        return self.filter(sent_at__isnull=False).exclude(problem=Problem.RETURNED)

    def failed(self) -> Self:
        """Given up, or sent and come back."""
        return self.filter(Q(dropped_at__isnull=False) | Q(problem=Problem.RETURNED))

    def dead(self) -> Self:
        """Given up with their text kept, so that somebody may try again."""
        return self.filter(dropped_at__isnull=False).exclude(text="")


class OutgoingMail(models.Model):
    """One letter. Its text goes as soon as it left or came too late: it may hold a code or a link.

    Where no mail server is set up, letters that open no door keep their text as long as they stand, to be read here.
    """

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=30), since="queued_at")

    topic = models.CharField(max_length=30)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    calendar = models.TextField(blank=True)
    unsubscribe = models.URLField(max_length=500, blank=True)
    about = models.CharField(max_length=60, blank=True, help_text="key of what is forgotten together with it")
    is_last = models.BooleanField(default=False, help_text="nothing of it stays once it left or cannot leave")
    is_secret = models.BooleanField(default=False)
    useless_after = models.DateTimeField(null=True)
    mark = models.UUIDField(default=uuid4, unique=True, help_text="in its Message-ID: a letter that comes twice is one")
    queued_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    problem = models.CharField(max_length=12, choices=Problem, blank=True)
    sent_at = models.DateTimeField(null=True)
    stayed_here = models.BooleanField(default=False, help_text="no mail server is set up: it was written to a file")
    dropped_at = models.DateTimeField(null=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["queued_at"]
        verbose_name_plural = "outgoing mail"
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(sent_at=None, dropped_at=None), name="mail_waiting_by_try"
            ),
            models.Index(fields=["about"], condition=~Q(about=""), name="mail_about"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"

    @property
    def masked_to(self) -> str:
        """Enough to recognise the mailbox by, too little to write to it."""
        name, _at, host = self.to.partition("@")
        return f"{name[:2]}…@{host}"

    @property
    def may_be_tried_again(self) -> bool:
        return bool(self.text) and self.sent_at is None


class DeadMailbox(models.Model):
    """A mailbox from which letters came back for good. Only a keyed digest of its address stands here."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=365), since="known_since")

    digest = models.CharField(max_length=64, unique=True)
    known_since = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["known_since"]
        verbose_name_plural = "dead mailboxes"

    def __str__(self) -> str:
        return self.digest[:8]
