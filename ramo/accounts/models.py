"""Accounts of people who work in the network; patrons have none."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from ramo.kit import clock
from ramo.kit.retention import Forgotten, Kept


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

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_the_case")]

    def __str__(self) -> str:
        return self.name or self.email


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
