"""A template and data give a tagged PDF that a person, a screen reader and an archive can read."""

import io
from typing import Any

import pypdf
import pytest
import time_machine

from ramo.kit import qr
from ramo.printing import pdf
from ramo.printing.errors import TooMuchToPrint, UnknownTemplate

A4_POINTS = (595, 842)


def make_sheet(**changes: Any) -> dict[str, Any]:
    code = qr.path("https://ramo.example/nuzhda/pik-noi/")
    sheet = {
        "language": "bg",
        "long": False,
        "title": "Как да получа ПИК",
        "library": {"name": "Библиотека Росен дол", "phone": "096 000 145"},
        "printed": "24.11.2026",
        "place": "лист 1 от 1",
        "demo": None,
        "steps": ["Вземете лична карта.", "Идете в офиса."],
        "papers": ["лична карта"],
        "notice": "Не казвайте ПИК на никого.",
        "cost": ["Цена:", "безплатно"],
        "refer": [],
        "phones": [{"label": "НОИ", "number": "0700 14 802"}],
        "trust": [{"text": "Още не е проверено.", "strong": True}],
        "address": "ramo.example/nuzhda/pik-noi",
        "qr": {"size": code.size, "d": code.d, "alt": "QR код към страницата"},
        "words": {"papers": "Какво да вземете", "phones": "Телефони"},
    }
    return sheet | changes


def render(*sheets: dict[str, Any], large: bool = True) -> bytes:
    words = {"page": "страница", "of": "от"}
    data = {"language": "bg", "title": "Листовка", "large": large, "words": words, "sheets": sheets}
    return pdf.render("handout.typ", data)


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def test_a_sheet_is_one_tagged_page_of_a4_in_bulgarian() -> None:
    reader = read(render(make_sheet()))
    root: Any = reader.trailer["/Root"]
    assert len(reader.pages) == 1
    assert tuple(round(side) for side in reader.pages[0].mediabox[2:]) == A4_POINTS
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "bg"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Листовка"


def test_cyrillic_can_be_read_back() -> None:
    text = " ".join(read(render(make_sheet())).pages[0].extract_text().split())
    for words in (
        "Как да получа ПИК",
        "1. Вземете лична карта.",
        "Цена: безплатно",
        "НОИ 0700 14 802",
        "страница 1 от 1",
    ):
        assert words in text


def test_only_our_fonts_are_inside() -> None:
    resources: Any = read(render(make_sheet())).pages[0]["/Resources"]
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in resources["/Font"].values()}
    assert names == {"NotoSans-Regular", "NotoSans-Bold"}


def test_each_sheet_begins_a_page() -> None:
    assert len(read(render(*[make_sheet()] * 5)).pages) == 5


def test_a_long_topic_goes_on_and_says_which_page_it_is() -> None:
    reader = read(render(make_sheet(steps=["Дълга стъпка, която се повтаря много пъти. " * 4] * 12)))
    assert len(reader.pages) > 1
    assert f"страница 2 от {len(reader.pages)}" in reader.pages[1].extract_text()


def test_small_print_takes_no_more_pages_than_large() -> None:
    many = make_sheet(steps=["Стъпка от едно изречение с няколко думи."] * 20)
    assert len(read(render(many, large=False)).pages) < len(read(render(many)).pages)


@pytest.mark.parametrize("text", ['#panic("x")', "*x* _y_ $z$ <a> @b", '#import "@preview/x:1.0.0"', "\\", "]"])
def test_text_is_data_and_never_markup(text: str) -> None:
    written = "".join(read(render(make_sheet(title=text, steps=[text, text]))).pages[0].extract_text().split())
    assert written.count("".join(text.split())) == 3


def test_equal_data_on_one_day_gives_equal_bytes() -> None:
    with time_machine.travel("2026-11-24 09:00+02:00", tick=False):
        morning = render(make_sheet())
    with time_machine.travel("2026-11-24 17:00+02:00", tick=False):
        assert render(make_sheet()) == morning


def test_a_demonstration_is_marked_as_such() -> None:
    assert "Демонстрация" in read(render(make_sheet(demo="Демонстрация"))).pages[0].extract_text()


def test_too_much_data_is_refused_before_it_costs_time() -> None:
    with pytest.raises(TooMuchToPrint):
        render(make_sheet(steps=["я" * pdf.MOST_BYTES]))


@pytest.mark.parametrize("name", ["missing.typ", "../pdf.py", "/etc/passwd", ""])
def test_only_templates_of_this_room_are_used(name: str) -> None:
    with pytest.raises(UnknownTemplate):
        pdf.render(name, {})
