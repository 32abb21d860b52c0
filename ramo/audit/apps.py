"""Who did what, when."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ramo.audit"
    label = "audit"
