"""The box of the search page while one types: by keyboard, by hand, without a script."""

from playwright.sync_api import Browser, Page, expect

from .conftest import PHONE

BOX = "main input[type=search]"


def opened(browser: Browser, site: str, *, has_script: bool = True) -> Page:
    context = browser.new_context(base_url=site, viewport=PHONE, locale="bg-BG", java_script_enabled=has_script)
    page = context.new_page()
    page.goto("/tarsene/")
    return page


def test_lines_are_offered_chosen_by_keyboard_and_searched(browser: Browser, site: str) -> None:
    page = opened(browser, site)
    box = page.locator(BOX)
    box.press_sequentially("библ")
    expect(box).to_have_attribute("aria-expanded", "true")
    first = page.get_by_role("option").first
    line = first.inner_text()
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_have_value(line)


def test_escape_closes_the_list_and_keeps_what_was_typed(browser: Browser, site: str) -> None:
    page = opened(browser, site)
    page.locator(BOX).press_sequentially("библ")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator(BOX)).to_have_value("библ")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "%D0%B1%D0%B8%D0%B1%D0%BB" in page.url


def test_a_line_is_taken_by_a_touch_and_typed_words_go_to_the_site_alone(browser: Browser, site: str) -> None:
    page = opened(browser, site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(BOX).press_sequentially("rabot")
    line = page.get_by_role("option", name="работа", exact=True)
    with page.expect_navigation():
        line.click()
    expect(page.locator(BOX)).to_have_value("работа")
    assert all(url.startswith(site) for url in asked)


def test_without_a_script_the_box_is_a_plain_form(browser: Browser, site: str) -> None:
    page = opened(browser, site, has_script=False)
    page.locator(BOX).fill("работа")
    with page.expect_navigation():
        page.locator("main form[role=search] button").click()
    assert page.locator("ol.items li").count()
    assert page.get_by_role("listbox").count() == 0
