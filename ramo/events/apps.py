"""Events: what happens when and where, who comes, and how many came."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "ramo.events"
    label = "events"
