"""The deployment's file agrees with the site: no container engine is needed to see that."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SETTINGS = (CHECKOUT / "config" / "settings.py").read_text(encoding="utf-8")
DOCUMENTED = (CHECKOUT / "docs" / "operations" / "settings.md").read_text(encoding="utf-8")
TEMPLATE = (CHECKOUT / "deploy" / "nginx" / "ramo.conf.template").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((CHECKOUT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service.get("image", "").startswith("ramo:")]

# Of one PC alone: there the database and its programs stand beside the site, and so does the mail server.
NOT_DEPLOYED = {"RAMO_PG_BIN", "RAMO_BOUNCES"}


def read_by_settings() -> set[str]:
    return set(re.findall(r'"(RAMO_[A-Z_]+|DATABASE_URL)"', SETTINGS)) - {"RAMO_DEMO", "RAMO_STATIC_STORAGE"}


def test_site_and_worker_are_of_one_image() -> None:
    assert set(OURS) == {"web", "worker"}


@pytest.mark.parametrize("name", OURS)
def test_each_setting_can_be_given_to_site_and_worker(name: str) -> None:
    assert read_by_settings() - NOT_DEPLOYED - set(SERVICES[name]["environment"]) == set()


@pytest.mark.parametrize("name", OURS)
def test_no_setting_is_given_that_nobody_reads(name: str) -> None:
    assert set(SERVICES[name]["environment"]) - read_by_settings() - {"DJANGO_SETTINGS_MODULE"} == set()


def test_each_setting_is_described() -> None:
    short = re.sub(r"`RAMO_SMTP_HOST`(.*?)\|", lambda row: re.sub(r"`_", "`RAMO_SMTP_", row.group()), DOCUMENTED)
    assert {name for name in read_by_settings() if f"`{name}`" not in short} == set()


def test_nginx_is_given_what_its_configuration_names() -> None:
    given = set(SERVICES["nginx"]["environment"]) - {"TZ", "NGINX_ENVSUBST_FILTER"}
    assert given == set(re.findall(r"\$\{(RAMO_[A-Z]+)\}", TEMPLATE))


def test_each_volume_is_declared_and_used() -> None:
    mounts = [str(mount) for service in SERVICES.values() for mount in service.get("volumes", [])]
    named = {mount.split(":")[0] for mount in mounts if re.match(r"[a-z]+:", mount)}
    assert named == set(COMPOSE["volumes"])


def test_each_file_that_is_mounted_or_built_from_is_there() -> None:
    mounts = [str(mount) for service in SERVICES.values() for mount in service.get("volumes", [])]
    places = [mount.split(":")[0] for mount in mounts if mount.startswith("./")]
    places += [SERVICES["web"]["build"]["dockerfile"]]
    assert [place for place in places if not (CHECKOUT / place).exists()] == []


def test_who_waits_for_another_waits_for_its_health() -> None:
    waits = [wait for service in SERVICES.values() for wait in service.get("depends_on", {}).items()]
    assert waits
    assert all(how == {"condition": "service_healthy"} and "healthcheck" in SERVICES[name] for name, how in waits)


def test_only_nginx_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
