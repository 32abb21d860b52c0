"""Who confirmed what, when, against which source, until when."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "ramo.trust"
    label = "trust"
