"""How a person is recognised: by password and second step. What they may do is said elsewhere."""

from allauth.account.auth_backends import AuthenticationBackend

from .models import User


class SignIn(AuthenticationBackend):
    """Signs in and grants nothing."""

    def get_all_permissions(self, user_obj: User, obj: object = None) -> set[str]:
        return set()

    def has_perm(self, user_obj: User, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:
        return False
