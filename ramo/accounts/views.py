"""allauth's pages where they need something of ours."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from .models import User
from .second_step import has_app

Sentence = str | Promise


class MailedCode(account.ConfirmLoginCodeView):
    """The code came by e-mail; a demo account reads it on the page, and where there is no mail a folder is named."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self._process.user
        shows_code = settings.RAMO_DEMO and isinstance(user, User) and user.is_demo
        return {
            **super().get_context_data(**kwargs),
            "demo_code": self._process.code if shows_code else "",
            "letters_folder": "" if settings.EMAIL_HOST else settings.EMAIL_FILE_PATH.name,
        }


class SetUpApp(ActivateTOTPView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and has_app(request.user):
            return redirect("mfa_index")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


def _at(place: Sentence) -> dict[str, Any]:
    return {"extra_context": {"crumbs": [(place, "")]}}


sign_in = account.LoginView.as_view(**_at(_("Sign in")))
sign_out = require_POST(account.LogoutView.as_view())
mailed_code = MailedCode.as_view(**_at(_("Sign in")))
app_code = mfa.AuthenticateView.as_view(**_at(_("Sign in")))
forgotten_password = account.PasswordResetView.as_view(**_at(_("Forgotten password")))
forgotten_password_sent = account.PasswordResetDoneView.as_view(**_at(_("Forgotten password")))
new_password = account.PasswordResetFromKeyView.as_view(**_at(_("New password")))
new_password_set = account.PasswordResetFromKeyDoneView.as_view(**_at(_("New password")))
second_step = mfa.IndexView.as_view(**_at(_("Second step")))
set_up_app = SetUpApp.as_view(**_at(_("Second step")))
recovery_codes = recovery.ViewRecoveryCodesView.as_view(**_at(_("Recovery codes")))
new_recovery_codes = recovery.GenerateRecoveryCodesView.as_view(**_at(_("Recovery codes")))
password_again = account.ReauthenticateView.as_view(**_at(_("Is it you?")))
app_code_again = mfa.ReauthenticateView.as_view(**_at(_("Is it you?")))
