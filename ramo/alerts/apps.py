"""Saved searches without an account: digests by mail, lists on paper, feeds."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "ramo.alerts"
    label = "alerts"
