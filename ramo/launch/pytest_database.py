"""Pytest plugin: a throw-away database for each run, copied from a migrated template kept between runs.

`RAMO_TEST_DATABASE_URL` names an outside server instead; `RAMO_PG_BIN` chooses another version of the embedded one.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Generator
from typing import Any

import pytest

from ramo.launch.catalogues import compile_catalogues
from ramo.launch.errors import LaunchRefused
from ramo.launch.fitness import check_database
from ramo.launch.scratch import ScratchCluster

_SCRATCH = pytest.StashKey[ScratchCluster]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, Any, Any]:
    """Before Django's settings are read, which happens inside this hook."""
    os.environ["RAMO_SECRET_KEY"] = secrets.token_urlsafe(50)
    scratch = early_config.stash[_SCRATCH] = ScratchCluster.reserve()
    os.environ["RAMO_DATA"] = str(scratch.data_folder)
    (scratch.data_folder / "static").mkdir(parents=True)  # whitenoise warns of a missing one
    os.environ.setdefault("RAMO_STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
    try:
        compile_catalogues()
        outside = os.environ.get("RAMO_TEST_DATABASE_URL")
        if outside:
            check_database(outside)
        os.environ["DATABASE_URL"] = outside or scratch.url
    except LaunchRefused as refusal:
        raise pytest.UsageError(str(refusal)) from refusal
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    """The cluster starts when the first test asks for a database, so that tests without one do not wait."""
    if fixturedef.argname == "django_db_setup" and not os.environ.get("RAMO_TEST_DATABASE_URL"):
        try:
            request.config.stash[_SCRATCH].start()
        except LaunchRefused as refusal:
            pytest.exit(str(refusal), returncode=pytest.ExitCode.INTERNAL_ERROR)
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    config.option.reuse_db = not os.environ.get("RAMO_TEST_DATABASE_URL")


def pytest_unconfigure(config: pytest.Config) -> None:
    if scratch := config.stash.get(_SCRATCH, None):
        scratch.remove()
