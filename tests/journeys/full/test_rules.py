"""Every page in every look: no accessibility rule broken, nothing cut off, no sideways scroll."""

from typing import Any

import pytest

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.pages import ALL, REFUSED
from tests.journeys.test_every_page import sideways, violations

from .conftest import Visitors
from .looks import SPACING, clipped

LOOKS: dict[str, dict[str, Any]] = {
    f"{size['width']}-{scheme}": {"viewport": size, "color_scheme": scheme}
    for size in (PHONE, DESKTOP)
    for scheme in ("light", "dark")
}
# A window of 1280 by 1024 at 200 % and at 400 %: WCAG 1.4.4 and 1.4.10.
ZOOMED = {"200%": {"width": 640, "height": 512}, "400%": {"width": 320, "height": 256}}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("who", "path"), ALL)
def test_page_breaks_no_rule(visitors: Visitors, look: str, who: str, path: str) -> None:
    page = visitors(who, **LOOKS[look])
    page.goto(path)
    assert violations(page) == []
    assert sideways(page) == 0


@pytest.mark.parametrize("look", ["360-light", "1280-dark"])
@pytest.mark.parametrize(("who", "path"), REFUSED)
def test_refused_form_breaks_no_rule_and_says_what_to_mend(visitors: Visitors, look: str, who: str, path: str) -> None:
    page = visitors(who, **LOOKS[look])
    page.goto(path)
    page.locator("main form .btn:not([type=button])").last.click()
    assert page.get_by_role("alert").first.is_visible()
    assert violations(page) == []
    assert sideways(page) == 0


@pytest.mark.parametrize("zoom", ZOOMED)
@pytest.mark.parametrize(("who", "path"), ALL)
def test_zoomed_page_scrolls_one_way_and_loses_no_text(visitors: Visitors, zoom: str, who: str, path: str) -> None:
    page = visitors(who, viewport=ZOOMED[zoom])
    page.goto(path)
    assert sideways(page) == 0
    assert clipped(page) == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["360", "1280"])
@pytest.mark.parametrize(("who", "path"), ALL)
def test_wider_spacing_loses_no_text(visitors: Visitors, size: dict[str, int], who: str, path: str) -> None:
    page = visitors(who, viewport=size, bypass_csp=True)
    page.goto(path)
    page.add_style_tag(content=SPACING)
    assert sideways(page) == 0
    assert clipped(page) == []
