"""The look: base pages, components, styles."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "ramo.design"
    label = "design"
