"""What coordinators and the programme office read of the whole."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "ramo.reports"
    label = "reports"
