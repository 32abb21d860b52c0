"""A release of a few rows for each test to change; loaded once a module."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from ramo.seed.actions import load

from .factories import make_release


@pytest.fixture(scope="session")
def cut_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_release(tmp_path_factory.mktemp("release") / "seed")


@pytest.fixture
def release(cut_release: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(cut_release, tmp_path / "seed"))


@pytest.fixture(scope="module")
def loaded_once(cut_release: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Each test of the module stands on a savepoint above this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(cut_release)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once: None, release: Path, db: None) -> Path:
    return release
