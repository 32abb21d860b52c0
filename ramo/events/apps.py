"""Events: what happens when and where, who comes, and how many came."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "ramo.events"
    label = "events"

    def ready(self) -> None:
        from ramo.seats.owners import own

        from .telling import OWN

        own(OWN)
