"""What every test may use: the cast; and what every test begins with: the language of the house."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

pytest_plugins = ["tests.cast"]


@pytest.fixture(autouse=True)
def language_of_the_house() -> Iterator[None]:
    """A request in English leaves its thread in English; the next test must not inherit it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
