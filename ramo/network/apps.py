"""Libraries, institutions, memberships and who may do what."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "ramo.network"
    label = "network"

    def ready(self) -> None:
        from ramo.trust.links import keep

        from . import links

        keep(links.INSTITUTIONS, links.LIBRARIES)
