"""What allauth writes is audited by its signals."""

from typing import Any

from allauth.account.signals import password_reset, user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from ramo.audit.actions import record

from .models import User


@receiver(user_logged_in)
def on_signed_in(user: User, **_facts: Any) -> None:
    record("signed in", user, by=user)


@receiver(password_reset)
def on_password_set(user: User, **_facts: Any) -> None:
    record("set password", user, by=user)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def on_second_step_changed(user: User, **_facts: Any) -> None:
    record("changed second step", user, by=user)
