"""Accounts of people who work in the network; patrons have none."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept

EVERY_PAGE = "content.edit_every_page"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser):
    """Signs in with a work e-mail, a password and a second step. The public never sees the name."""

    class Language(models.TextChoices):
        BULGARIAN = "bg", "Български"
        ENGLISH = "en", "English"

    RETENTION = Kept("while the person works in the network")

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True, help_text="seen by colleagues only")
    language = models.CharField(max_length=2, choices=Language, default=Language.BULGARIAN)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    requires_totp = models.BooleanField(default=False, help_text="office and editors: a code by e-mail is not enough")
    joined_at = models.DateTimeField(default=clock.now)
    groups = models.ManyToManyField(
        "auth.Group",
        related_name="user_set",
        related_query_name="user",
        blank=True,
        help_text="always empty: the page editor's tables name it; roles are memberships",
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_the_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    @property
    def is_superuser(self) -> bool:
        """The page editor's word for who may edit every page; derived like the rest, never stored."""
        return self.has_perm(EVERY_PAGE)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Asked by the page editor, answered by the backends from the memberships."""
        return self.is_active and any(backend.has_perm(self, perm, obj) for backend in _backends())

    def has_perms(self, perm_list: Iterable[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and any(backend.has_module_perms(self, app_label) for backend in _backends())


def _backends() -> list[Any]:
    return list(get_backends())


class SharedCount(models.Model):
    """Django's database cache: failed sign-ins counted across processes. Keys may hold an address of a network."""

    RETENTION = Forgotten(after=timedelta(days=1), since="expires")

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_shared_count"

    def __str__(self) -> str:
        return self.cache_key


class CodeTry(models.Model):
    """How many codes somebody tried in a stretch of time. `whose` is no address but what is left of one."""

    RETENTION = Forgotten(after=timedelta(days=1), since="since")

    whose = models.CharField(max_length=64, help_text="keyed digest of a network's address; empty: everybody")
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["whose", "since"], name="code_tried_once_a_window")]

    def __str__(self) -> str:
        return f"{self.count} since {self.since}"
