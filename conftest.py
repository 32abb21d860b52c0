"""What every test may use: the cast; and what every test begins with: the language of the house."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

pytest_plugins = ["tests.cast"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """Each core's part of a run has a server of its own, so its database needs no other name than the template's."""
    if os.environ.get("RAMO_TEST_DATABASE_URL"):
        part = getattr(request.config, "workerinput", {}).get("workerid", "")
        database = settings.DATABASES["default"]
        database.setdefault("TEST", {})["NAME"] = f"test_{database['NAME']}{part and '_' + part}"


@pytest.fixture(autouse=True)
def language_of_the_house() -> Iterator[None]:
    """A request in English leaves its thread in English; the next test must not inherit it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
