"""The service itself: what it gives, what it never does, and which library gives it."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "ramo.services"
    label = "services"

    def ready(self) -> None:
        from ramo.trust.links import keep

        from . import links

        keep(links.SERVICES)
