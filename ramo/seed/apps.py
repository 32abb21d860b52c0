"""The real content, loaded once and never over an edit."""

from django.apps import AppConfig


class SeedConfig(AppConfig):
    name = "ramo.seed"
    label = "seed"
