"""Data to paper: tagged PDF."""

from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "ramo.printing"
    label = "printing"
