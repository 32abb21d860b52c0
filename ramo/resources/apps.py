"""Official services and the paths that lead to them."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "ramo.resources"
    label = "resources"
