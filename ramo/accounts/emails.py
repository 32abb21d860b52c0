"""The letters of this room, each in its reader's language. No subject holds a code."""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramo.kit import clock
from ramo.mailing.data import Letter

from .models import User


def sign_in_code(user: User, code: str) -> Letter:
    holds = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    with override(user.language):
        facts = {"code": code, "minutes": holds // timedelta(minutes=1)}
        text, html = _rendered("sign_in_code", facts)
        return Letter(
            "sign-in code",
            user.email,
            _("Code for signing in to Ramo"),
            text,
            html,
            useless_after=clock.now() + holds,
            is_secret=True,
        )


def forgotten_password(user: User, link: str) -> Letter:
    with override(user.language):
        text, html = _rendered("forgotten_password", {"link": link})
        return Letter("forgotten password", user.email, _("New password for Ramo"), text, html, is_secret=True)


def invitation(user: User, link: str) -> Letter:
    with override(user.language):
        text, html = _rendered("invitation", {"link": link, "requires_app": user.requires_totp})
        return Letter("invitation", user.email, _("Your place in Ramo"), text, html, is_secret=True)


def _rendered(name: str, facts: dict[str, object]) -> tuple[str, str]:
    facts = {**facts, "address": settings.PUBLIC_ADDRESS}
    return tuple(render_to_string(f"accounts/letters/{name}.{kind}", facts) for kind in ("txt", "html"))  # type: ignore[return-value]
