"""Visitors of the full tour: one page for each person and manner of looking."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.staff import sign_in

Visitors = Callable[..., Page]


@pytest.fixture(scope="module")
def visitors(browser: Browser, site: str, data_folder: Path) -> Iterator[Visitors]:
    """`visitors(who, **context)`: a visitor ("") or somebody of the demonstration; opened once for each look."""
    opened: dict[str, Page] = {}

    def open_page(who: str, **look: Any) -> Page:
        key = f"{who} {sorted(look.items())}"
        if key not in opened:
            context = browser.new_context(base_url=site, locale="bg-BG", **look)
            opened[key] = context.new_page()
            if who:
                sign_in(opened[key], data_folder, who)
        return opened[key]

    yield open_page
    for page in opened.values():
        page.context.close()
