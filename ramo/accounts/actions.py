"""Opening accounts and what the office does to them."""

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from ramo.audit.actions import record

from .errors import AddressTaken
from .models import User


@transaction.atomic
def open_account(
    *, email: str, name: str = "", language: str = User.Language.BULGARIAN, is_demo: bool = False, by: User | None
) -> User:
    """Without a password: the person sets it over a one-time link. `by` is None at the command line."""
    user = User(email=email.strip().lower(), name=name.strip(), language=language, is_demo=is_demo)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise AddressTaken from error
    record("opened account", user, by=by)
    return user


@transaction.atomic
def require_app(user: User, *, by: User | None) -> None:
    """From now on a code by e-mail is not enough for this account."""
    user.requires_totp = True
    user.save(update_fields=["requires_totp"])
    record("required authenticator app", user, by=by)


@transaction.atomic
def forget_app(user: User, *, by: User | None) -> None:
    """For a lost telephone: the app and its recovery codes stop working."""
    Authenticator.objects.filter(user=user).delete()
    record("forgot authenticator app", user, by=by)
