"""The service itself: what it gives, what it never does, and which library gives it."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "ramo.services"
    label = "services"
