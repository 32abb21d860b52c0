"""People who work in the network and how they sign in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ramo.accounts"
    label = "accounts"

    def ready(self) -> None:
        from . import sign_in_audit  # noqa: F401 (receivers need the models)
