"""allauth's forms with our labels, hints and sentences."""

from typing import TYPE_CHECKING, Any, TypeAlias

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Sentence: TypeAlias = "str | _StrPromise"


class SignInForm(account.LoginForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], _("Work e-mail"), _("Fill in your work e-mail."), autocomplete="username")
        self.fields["login"].error_messages["invalid"] = _("“Work e-mail”: write the e-mail as name@example.bg")
        _say(
            self.fields["password"],
            _("Password"),
            _("Fill in your password."),
            hint=_("You may paste it from a notebook. It can be as long as you like."),
        )
        self.fields["remember"].label = _("This is a work computer that only I use")


class MailedCodeForm(account.ConfirmLoginCodeForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"], _("Code of 6 digits"))


class AppCodeForm(mfa.AuthenticateForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"], _("Code from your app"), hint=_("Or one of your recovery codes."))


class AppCodeAgainForm(mfa.ReauthenticateForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"], _("Code from your app"))


class SetUpAppForm(ActivateTOTPForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"], _("Code from your app"))


class ForgottenPasswordForm(account.ResetPasswordForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["email"], _("Work e-mail"), _("Fill in your work e-mail."), autocomplete="username")
        self.fields["email"].error_messages["invalid"] = _("“Work e-mail”: write the e-mail as name@example.bg")


class NewPasswordForm(account.ResetPasswordKeyForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self.fields["password1"],
            _("New password"),
            _("Fill in a new password."),
            hint=_("At least 12 characters. Four words that do not go together are easy to remember."),
        )
        _say(self.fields["password2"], _("The same password again"), _("Type the new password again."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ. Type the same one twice."))
        return cleaned


class PasswordAgainForm(account.ReauthenticateForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["password"], _("Password"), _("Fill in your password."))


def _say(
    field: forms.Field, label: Sentence, required: Sentence, *, hint: Sentence = "", autocomplete: str = ""
) -> None:
    field.label, field.help_text = label, hint
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)
    if autocomplete:
        field.widget.attrs["autocomplete"] = autocomplete


def _say_code(field: forms.Field, label: Sentence, *, hint: Sentence = "") -> None:
    _say(field, label, _("Type the code."), hint=hint, autocomplete="one-time-code")
    field.widget.attrs["inputmode"] = "numeric"
