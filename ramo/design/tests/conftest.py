"""Tries the look without the rooms above it."""

import pytest
from pytest_django import Settings


@pytest.fixture
def frame_alone(settings: Settings) -> None:
    """No visitor is known, and the frame leads to stand-ins of the pages above."""
    settings.ROOT_URLCONF = "ramo.design.tests.urls"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith(("ramo.network", "allauth"))]
