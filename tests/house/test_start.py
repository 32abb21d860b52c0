"""What the web server does not load: what reads foreign bytes, and what asks foreign hosts."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SELDOM = {"extruct", "feedparser", "holidays", "httpx", "icalendar", "lxml.html", "pypdf", "python_calamine", "rdflib"}
LOAD = """
import sys
from django.core.wsgi import get_wsgi_application
get_wsgi_application()
import config.urls
print(*sys.modules)
"""


def test_web_server_starts_without_what_it_seldom_needs(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "DATABASE_URL": "postgresql:///nowhere",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "RAMO_DATA": str(tmp_path),
        "RAMO_SECRET_KEY": "only to start",
    }
    done = subprocess.run(
        [sys.executable, "-c", LOAD], cwd=CHECKOUT, env=env, capture_output=True, text=True, check=True
    )
    assert SELDOM & set(done.stdout.split()) == set()
