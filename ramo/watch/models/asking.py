"""An institution is asked by letter whether all is still true; what it answered, without an account."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept, Retention
from ramo.network.models import Institution
from ramo.trust.models import Verification

HALF_A_YEAR = timedelta(days=180)


class AskedLinkQuerySet(models.QuerySet["AskedLink"]):
    def open(self) -> Self:
        return self.filter(ending="")


class AskedLink(models.Model):
    """One question: about one item, or about all that an institution answers for. Its address works until its day."""

    RETENTION: ClassVar[Retention] = Forgotten(after=HALF_A_YEAR, since="until")

    class Ending(models.TextChoices):
        ANSWERED = "answered", _("answered")
        SILENT = "silent", _("no answer")
        NOT_ME = "not_me", _("reached the wrong person")
        PHONED = "phoned", _("answered by phone")

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=20, blank=True, help_text="of the one item; empty: all of the institution")
    key = models.CharField(max_length=80, blank=True)
    sent_to = models.EmailField()
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_on = models.DateField(default=clock.today)
    until = models.DateField(help_text="the last day on which the address works")
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True, help_text="empty: still open")
    note = models.CharField(max_length=300, blank=True, help_text="whom to ask instead, as the wrong person said")

    objects = AskedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "kind", "key"], condition=Q(ending=""), name="one_open_question"
            ),
            models.CheckConstraint(condition=Q(kind="", key="") | ~(Q(kind="") | Q(key="")), name="question_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.kind} {self.key} until {self.until}"

    @property
    def is_of_one_item(self) -> bool:
        return bool(self.kind)

    def works_on(self, day: date) -> bool:
        return day <= self.until and self.ending != self.Ending.NOT_ME


class LinkToken(models.Model):
    """An address that opens a question, as far as it is kept: the first letter has one, the reminder another."""

    RETENTION: ClassVar[Retention] = Kept("a part of its question")

    link = models.ForeignKey(AskedLink, models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True, help_text="the token itself stands in the letter only")

    def __str__(self) -> str:
        return f"of {self.link_id}"


class PartnerAnswerQuerySet(models.QuerySet["PartnerAnswer"]):
    def standing(self) -> Self:
        """Not taken back, nor replaced by a later one."""
        return self.filter(undone_at=None)

    def waiting(self) -> Self:
        """Staff have not looked at it yet."""
        return self.standing().filter(settled_at=None).exclude(answer=PartnerAnswer.Answer.TRUE)


class PartnerAnswer(models.Model):
    """What an institution said of one item: by role, never by name."""

    RETENTION: ClassVar[Retention] = Forgotten(after=HALF_A_YEAR, since="given_at")

    class Answer(models.TextChoices):
        TRUE = "true", _("Yes, all of it is true")
        CHANGED = "changed", _("Something has changed")
        CLOSED = "closed", _("It no longer exists")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("returned")

    link = models.ForeignKey(AskedLink, models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=250)
    answer = models.CharField(max_length=8, choices=Answer)
    changes = models.JSONField(default=dict, help_text="column → how it is now")
    other = models.CharField(max_length=500, blank=True)
    send_to = models.CharField(max_length=300, blank=True, help_text="where people should go instead")
    said_by = models.CharField(max_length=80, blank=True, help_text="a role")
    submission = models.UUIDField(unique=True)
    given_at = models.DateTimeField(default=clock.now)
    before = models.JSONField(default=dict, help_text="dated columns of the item, to put back")
    said = models.ForeignKey(Verification, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was returned; goes into a letter")

    objects = PartnerAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "kind", "key"],
                condition=Q(undone_at=None, settled_at=None),
                name="one_standing_answer_by_item",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.answer}"
