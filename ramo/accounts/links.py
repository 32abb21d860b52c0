"""The one-time link over which a person sets the password; it holds three days and stops working once used."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from .models import User


def password_link(user: User) -> str:
    return absolute(user, user_pk_to_url_str(user), default_token_generator.make_token(user))


def absolute(user: User, uid: str, key: str) -> str:
    with override(user.language):
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    return f"{settings.PUBLIC_ADDRESS}{path}"
