"""Official services and the paths that lead to them."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "ramo.resources"
    label = "resources"

    def ready(self) -> None:
        from ramo.trust.links import keep

        from . import links

        keep(links.RESOURCES, links.NEEDS)
