"""Which second step an account uses: an authenticator app, or a code by e-mail."""

from allauth.mfa.models import Authenticator

from .models import User


def has_app(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def must_set_up_app(user: User) -> bool:
    """Whether this account may do nothing yet but set up its app; asked of the database once a request."""
    if not user.requires_totp:
        return False
    known: bool | None = getattr(user, "_must_set_up_app", None)
    if known is None:
        known = not has_app(user)
        user._must_set_up_app = known  # type: ignore[attr-defined]
    return known
