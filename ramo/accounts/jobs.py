"""What the worker does for accounts."""

from importlib import import_module

from django.conf import settings


def forget_sessions() -> None:
    """Removes sessions that have ended."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
