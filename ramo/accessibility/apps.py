"""What is in a reader's way: the accessibility statement, its yearly review, and the form to say so."""

from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    name = "ramo.accessibility"
    label = "accessibility"
