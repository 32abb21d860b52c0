"""Signing in as somebody of the demonstration."""

import re
from pathlib import Path

from playwright.sync_api import Page


def password_of(data_folder: Path, who: str) -> str:
    for line in (data_folder / "demo-staff.txt").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words and words[0] == f"{who}@demo.invalid":
            return words[1]
    raise LookupError(f"no {who} in the demonstration")


def shown_code(page: Page) -> str:
    found = re.search(r"\b(\d{6})\b", page.locator(".note").first.inner_text())
    assert found, "the demonstration shows the code on the page"
    return found.group(1)


def sign_in(page: Page, data_folder: Path, who: str) -> None:
    page.goto("/vhod/")
    enter(page, data_folder, who)


def enter(page: Page, data_folder: Path, who: str) -> None:
    """At the door, wherever it leads."""
    page.fill("#id_login", f"{who}@demo.invalid")
    page.fill("#id_password", password_of(data_folder, who))
    page.click("main form .btn")
    page.fill("#id_code", shown_code(page))
    page.click("main form .btn >> nth=0")
    page.wait_for_url(re.compile(r"^[^?]*/rabotno-myasto/"))
