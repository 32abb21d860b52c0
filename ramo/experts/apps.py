"""Whom an institution or a library sends, and when they are taken."""

from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    name = "ramo.experts"
    label = "experts"
