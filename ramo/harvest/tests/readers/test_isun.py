"""The public list of procedures and the page of one, in the shape that ИСУН serves."""

import pytest

from ramo.harvest.data import Failure, ReadOptions, RecordKind, Unreadable
from ramo.harvest.readers import isun

FIRST, SECOND = "005e2518-07ea-410b-8995-cae8ae47f351", "047a60da-6dbb-42f2-95fe-0ca30137ab9c"
LIST = f"""<html><body><a href="/">ИСУН</a><ul>
<li><span>Програма „Образование“ 2021-2027</span> (1)<ul>
 <li data-href="/bg/s/Procedure/Info/{FIRST}">BG05SFPR001-4.001 - Техническа помощ</li></ul></li>
<li>Програма „Развитие на човешките ресурси“ (2)<ul>
 <li data-href="/bg/s/Procedure/Info/{SECOND}">BG05SFPR002-1.024 – Обучение на безработни
   <a href="/bg/s/Procedure/Info/{SECOND}">коментари</a></li></ul></li>
</ul></body></html>"""
PAGE = """<html><title>ИСУН 2020</title><body><h2>BG05SFPR001-4.001 - Техническа помощ</h2>
<p><b>Програма:</b> <span>Програма „Образование“ 2021-2027</span></p>
<p><b>Цел на процедурата:</b></p><div>Подкрепа за <script>x()</script>управлението.</div>
<p><b>Начален срок:</b> <span>25.08.2023 г. 17:30 ч.</span></p>
<p><b>Краен срок:</b> <span>31.12.2029 г. 17:30 ч.</span></p></body></html>"""
ADDRESS = f"https://eumis2020.government.bg/bg/s/Procedure/Info/{FIRST}"


def test_list_gives_codes_titles_programmes_and_addresses() -> None:
    reading = isun.read(
        LIST.encode(), options=ReadOptions(address="https://eumis2020.government.bg/bg/s/Procedure/Active")
    )
    first, second = reading.records
    assert (first.kind, first.external_id) == (RecordKind.CALL, FIRST)
    assert first.text("title") == "Техническа помощ"
    assert first.text("procedure_code") == "BG05SFPR001-4.001"
    assert first.text("programme") == "Програма „Образование“ 2021-2027"
    assert first.text("link") == ADDRESS
    assert second.text("programme") == "Програма „Развитие на човешките ресурси“"
    assert reading.rejected == ()


def test_page_of_a_procedure_gives_its_moments_under_the_same_identity() -> None:
    record = isun.read(PAGE.encode(), options=ReadOptions(address=ADDRESS)).records[0]
    assert record.external_id == FIRST
    assert (record.text("opens"), record.text("closes")) == ("25.08.2023 г. 17:30 ч.", "31.12.2029 г. 17:30 ч.")
    assert record.text("title") == "Техническа помощ"
    assert record.text("text").startswith("Подкрепа за")


@pytest.mark.parametrize("page", ["", "<html><body>Request Rejected", "<html><ul><li data-href='/x'>y</li></ul>"])
def test_other_page_is_another_dialect(page: str) -> None:
    with pytest.raises(Unreadable) as refused:
        isun.read(page.encode(), options=ReadOptions(address=ADDRESS))
    assert refused.value.failure in (Failure.NOT_THIS_DIALECT, Failure.UNREADABLE)


def test_page_without_its_heading_is_a_changed_structure() -> None:
    with pytest.raises(Unreadable):
        isun.read(PAGE.replace("BG05SFPR001-4.001 - ", "").encode(), options=ReadOptions(address=ADDRESS))


def test_row_without_a_code_is_kept_by_its_title() -> None:
    reading = isun.read(LIST.replace("BG05SFPR001-4.001 - ", "").encode(), options=ReadOptions())
    assert reading.records[0].text("title") == "Техническа помощ"
    assert reading.records[0].text("procedure_code") == ""
