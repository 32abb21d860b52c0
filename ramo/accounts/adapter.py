"""How allauth works in our house: closed to strangers, our letters, our sentences, a second step for all."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramo.kit import clock
from ramo.mailing import actions as mailing

from . import emails, links
from .models import User
from .second_step import has_app

RECENT_SECONDS = 300
SENTENCES = {
    "email_password_mismatch": _(
        "The e-mail and the password do not match. Check the keyboard: Cyrillic or Latin, Caps Lock."
    ),
    "incorrect_password": _("This is not your password. Check the keyboard: Cyrillic or Latin, Caps Lock."),
    "incorrect_code": _("This is not the code. Look at the digits once more and type them again."),
    "too_many_login_attempts": _("Too many attempts. Wait 5 minutes, then sign in again."),
    "rate_limited": _("Too many attempts. Wait 5 minutes, then try again."),
    "invalid_password_reset": _("This link was used already or is older than three days. Ask for a new one."),
    "account_inactive": _("This account is closed. Call your district coordinator."),
}
TOO_MANY_CODES = _("We sent you too many codes this hour. Wait an hour, then sign in again.")


class StaffAdapter(DefaultAccountAdapter):
    """For staff only: accounts are opened by the office, never by a visitor."""

    error_messages = {**DefaultAccountAdapter.error_messages, **SENTENCES}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_login_by_code_required(self, login: Login) -> bool:
        """A code by e-mail, unless the person has an authenticator app and is asked for that one."""
        return not has_app(login.user) and bool(super().is_login_by_code_required(login))

    def pre_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse | None:
        """Somebody who knows the password cannot ask for codes until one is guessed."""
        if not user.is_active:
            return self._back_to_sign_in(request, self.error_messages["account_inactive"])
        within = has_app(user) or ratelimit.consume(request, app="allauth.account", action="second_step", user=user)
        return None if within else self._back_to_sign_in(request, TOO_MANY_CODES)

    def is_reauthentication_required(self, *, app: str, **facts: Any) -> bool:
        """Whoever has just signed in is not asked for the password again."""
        records = get_authentication_records(self.request, self.request.user)
        is_recent = bool(records) and clock.now().timestamp() - records[-1]["at"] < RECENT_SECONDS
        return not is_recent

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth writes two letters here; a third would be a KeyError, and so a failing test."""
        user = User.objects.get(email__iexact=email)
        write = {
            "account/email/login_code": lambda: emails.sign_in_code(user, context["code"]),
            "account/email/password_reset_key": lambda: emails.forgotten_password(
                user, links.absolute(user, context["uid"], context["key"])
            ),
        }[template_prefix]
        mailing.send(write())

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """allauth's own ready-made sentences stay unsaid; the pages say what happened."""
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def _back_to_sign_in(self, request: HttpRequest, sentence: Any) -> HttpResponse:
        messages.error(request, sentence)
        return HttpResponseRedirect(reverse("account_login"))


class AppAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": SENTENCES["incorrect_code"]}

    def build_totp_svg(self, url: str) -> str:
        """The page draws the code itself."""
        return ""
