"""An invented network to try things in; removable."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "ramo.demo"
    label = "demo"
