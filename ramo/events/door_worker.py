"""The service worker of the door as it is served: its settings and its file."""

import hashlib
import json

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

_FILES = ("ramo/ramo.css", "ramo/sprite.svg", "ramo/icon.svg", "ramo/ramo.js", "events/door.css", "events/door.js")


def source() -> str:
    """Where the office has switched it off, the same file takes itself and what it kept away."""
    files = [static(name) for name in _FILES]
    given = {
        "is_on": not settings.RAMO_NO_OFFLINE_DESK,
        "version": hashlib.sha256(repr(files).encode()).hexdigest()[:16],
        "page": reverse("events:door"),
        "files": files,
    }
    return f"self.RAMO = {json.dumps(given)};\nimportScripts({json.dumps(static('events/door_worker.js'))});\n"
