"""What arrives from partners and sources: read, understood, compared, and applied only when plausible."""

from django.apps import AppConfig


class HarvestConfig(AppConfig):
    name = "ramo.harvest"
    label = "harvest"
