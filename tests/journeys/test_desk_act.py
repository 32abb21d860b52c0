"""The desk act, as a new librarian of a demonstration library does it."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.staff import password_of, shown_code, sign_in


def log(page: Page) -> None:
    """Area, task, mode, minutes, age: five touches."""
    form = page.locator("form.log")
    form.locator("label", has_text="Данъци и услуги").first.click()
    for text in ("ПИК или електронен подпис", "заедно", "6–15 мин", "65+"):
        form.locator("label:visible", has_text=text).first.click()
    form.get_by_role("button", name="Запиши").click()


def test_from_question_to_print_out_log_and_clean_desk(page: Page, data_folder: Path) -> None:
    sign_in(page, data_folder, "librarian")
    page.get_by_label("Какво трябва на човека?").fill("pik noi")
    page.locator(".desk form[role=search] button").click()
    expect(page.get_by_text("„пик")).to_be_visible()
    first = page.locator("ol.items > li").first
    expect(first).to_contain_text("ПИК на НОИ")
    first.get_by_role("button", name="Добави").click()
    page.goto("/rabotno-myasto/")
    page.get_by_role("button", name="Отпечатай 1 лист").click()
    sheet = page.locator("article.sheet")
    expect(sheet).to_contain_text("ПИК на НОИ")
    expect(sheet).to_contain_text("Още не е проверено.")
    expect(sheet).to_contain_text("Библиотека Росен дол")
    expect(sheet.locator("svg.qr")).to_be_visible()
    pdf = page.request.get(str(page.get_by_role("link", name="PDF за запазване").get_attribute("href")))
    assert pdf.body().startswith(b"%PDF")
    page.goto("/rabotno-myasto/")
    before = page.get_by_text("Днес:").inner_text()
    log(page)
    expect(page.get_by_role("status")).to_contain_text("Записано")
    assert page.get_by_text("Днес:").inner_text() != before
    page.get_by_role("button", name="Изчисти за следващия").click()
    page.goto("/rabotno-myasto/")
    expect(page.locator("main")).not_to_contain_text("ПИК на НОИ")
    expect(page.get_by_role("button", name="Отмени")).to_have_count(0)


def test_the_log_is_filled_with_digits_alone(page: Page, data_folder: Path) -> None:
    sign_in(page, data_folder, "librarian2")
    page.locator("form.log input[name=area]").first.focus()
    for digit in "11121":
        page.keyboard.press(digit)
    page.get_by_role("button", name="Запиши").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Записано: Работа")
    page.get_by_role("button", name="Отмени").click()
    expect(page.get_by_role("button", name="Отмени")).to_have_count(0)


def test_the_desk_works_without_script_on_a_phone(browser: Browser, site: str, data_folder: Path) -> None:
    context = browser.new_context(base_url=site, viewport=PHONE, java_script_enabled=False, locale="bg-BG")
    page = context.new_page()
    sign_in(page, data_folder, "librarian")
    log(page)
    expect(page.get_by_role("status")).to_contain_text("Записано")
    page.get_by_role("button", name="Отмени").click()
    context.close()


def test_a_wrong_code_keeps_the_person_on_the_page_with_a_sentence(page: Page, data_folder: Path) -> None:
    page.goto("/vhod/")
    page.fill("#id_login", "librarian@demo.invalid")
    page.fill("#id_password", password_of(data_folder, "librarian"))
    page.click("main form .btn")
    right = shown_code(page)
    page.fill("#id_code", "000000" if right != "000000" else "111111")
    page.click("main form .btn >> nth=0")
    expect(page.get_by_role("alert")).to_be_visible()
    page.fill("#id_code", right)
    page.click("main form .btn >> nth=0")
    page.wait_for_url("**/rabotno-myasto/")


def test_a_name_borne_by_many_libraries_is_narrowed_by_place(page: Page) -> None:
    page.goto("/biblioteki/")
    page.locator("main input[type=search]").first.fill("Пробуда")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("област")
    assert page.locator("main li a").count() > 5


def test_a_visitor_reaches_a_printed_leaf_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for name in ("Работа",):
        page.locator("main").get_by_role("link", name=name).first.focus()
        page.keyboard.press("Enter")
    page.wait_for_url("**/oblast/employment/")
    choice = page.locator("main a.choice").first
    choice.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/nuzhda/**")
    assert page.evaluate("getComputedStyle(document.activeElement).display") != "none"
