"""People who work in the network and how they sign in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ramo.accounts"
    label = "accounts"
