"""Prepares the environment from which settings are read, here and in every child."""

from __future__ import annotations

import os
import secrets
import sys

from ramo.launch.places import CHECKOUT, DataFolder

SETTINGS = "config.settings"


def prepare_environment(data: DataFolder, database_url: str) -> None:
    """Must come before Django's settings are first read; values already given from outside win."""
    if str(CHECKOUT) not in sys.path:
        sys.path.insert(0, str(CHECKOUT))
    os.environ["DATABASE_URL"] = database_url
    os.environ["RAMO_DATA"] = str(data.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.environ.setdefault("PYTHONUTF8", "1")
    if not os.environ.get("RAMO_SECRET_KEY"):
        os.environ["RAMO_SECRET_KEY"] = _secret_key(data)


def _secret_key(data: DataFolder) -> str:
    """Made once; signing in and signed links depend on it."""
    path = data.secret_key_file
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()
