"""Every page by keyboard alone, without script, and on paper."""

import io

import pytest
from pypdf import PdfReader

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.pages import ALL, PUBLIC

from .conftest import Visitors
from .looks import faults_of_focus


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["360", "1280"])
@pytest.mark.parametrize(("who", "path"), ALL)
def test_focus_is_always_seen_and_never_lost(visitors: Visitors, size: dict[str, int], who: str, path: str) -> None:
    page = visitors(who, viewport=size, reduced_motion="reduce")  # a smooth scroll would still be on its way
    page.goto(path)
    assert faults_of_focus(page) == []


@pytest.mark.parametrize(("who", "path"), ALL)
def test_page_without_script_has_its_text_and_no_dead_button(visitors: Visitors, who: str, path: str) -> None:
    page = visitors(who, viewport=PHONE, java_script_enabled=False)
    page.goto(path)
    assert page.locator("main h1").first.is_visible()
    assert len(page.locator("main").inner_text()) > 40
    assert page.locator("button[type=button]:visible").count() == 0


@pytest.mark.parametrize("path", PUBLIC)
def test_no_printed_page_is_empty(visitors: Visitors, path: str) -> None:
    page = visitors("", viewport=DESKTOP)
    page.goto(path)
    paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert [number for number, each in enumerate(paper.pages, start=1) if len(each.extract_text().strip()) < 20] == []
