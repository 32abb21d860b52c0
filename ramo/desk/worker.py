"""The service worker as it is served: its settings, and the two files it is made of."""

import hashlib
import json
from collections.abc import Mapping

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from .models import LogOption

# What the page without a connection needs; the page itself is kept beside them.
FILES = (
    "ramo/ramo.css",
    "ramo/ramo.js",
    "ramo/sprite.svg",
    "ramo/icon.svg",
    "desk/desk.css",
    "desk/queue.js",
    "desk/sync.js",
    "desk/sheets.js",
    "desk/offline.js",
    "desk/offline_page.js",
)


def source() -> str:
    """The worker, or the one that takes every worker away: for the day when something is wrong with it."""
    if settings.RAMO_NO_OFFLINE_DESK:
        return _script({"scope": reverse("desk:desk")}, "desk/worker_away.js")
    given = {
        "version": _version(),
        "scope": reverse("desk:desk"),
        "page": reverse("desk:offline"),
        "log": reverse("desk:log"),
        "files": _files(),
    }
    return _script(given, "desk/queue.js", "desk/worker.js")


def _script(given: Mapping[str, object], *names: str) -> str:
    """Addresses of files carry a digest of their content, so a change in a file is a change of the worker."""
    files = ", ".join(json.dumps(static(name)) for name in names)
    return f"self.RAMO = {json.dumps(given)};\nimportScripts({files});\n"


def _files() -> list[str]:
    return [static(name) for name in FILES]


def _version() -> str:
    """Changes with the files, and with the choices that stand in the kept page."""
    choices = LogOption.objects.values_list("list", "key", "label_bg", "label_en", "order")
    return hashlib.sha256(repr((_files(), list(choices))).encode()).hexdigest()[:16]
