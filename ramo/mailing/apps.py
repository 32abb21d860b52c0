"""Letters that leave the house."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "ramo.mailing"
    label = "mailing"
