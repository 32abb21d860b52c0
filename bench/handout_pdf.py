"""A hand-out of 1 and of 100 different sheets as tagged PDF, beside Chromium printing the same sheets.

Chromium is warm: its start is not counted. Each file is made of fresh data, so nothing is remembered.
Needs Chromium: on the path, or in CHROMIUM.
"""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("RAMO_SECRET_KEY", "bench")
os.environ.setdefault("RAMO_STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
django.setup()

from django.contrib.staticfiles import finders  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from bench.measure import tell  # noqa: E402
from ramo.design.data import ChosenLibrary, TrustLine, TrustState  # noqa: E402
from ramo.search.handout_pdf import handout_pdf  # noqa: E402
from ramo.search.sheets import HandoutSheet, PrintedPhone  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))
LIBRARY = ChosenLibrary("9001", "Росен дол", "096 000 145")
PAGE = """<!doctype html><html lang="bg"><head><title>Листовка</title>
<style>{style}</style></head><body class="p-sheet">{body}</body></html>"""
Printer = Callable[[Sequence[HandoutSheet]], bytes]


def make_sheets(count: int, start: int) -> list[HandoutSheet]:
    """No two are alike, as the topics of a catalogue are."""
    return [
        HandoutSheet(
            language="bg",
            title=f"Как да получа документ номер {number}",
            address=f"http://localhost:8000/nuzhda/document-{number}/",
            trust=TrustLine(TrustState.VERIFIED, date(2026, 11, 2), "НОИ", date(2027, 2, 1)),
            steps=tuple(f"Стъпка {step} за документ {number}: идете в службата с лична карта." for step in range(5)),
            papers=("лична карта", f"заявление {number}"),
            notice="Не казвайте кода на никого.",
            cost="безплатно",
            phones=(PrintedPhone("НОИ", "0700 14 802"), PrintedPhone("Спешна помощ", "112")),
            sources=("noi.bg",),
            library=LIBRARY,
        )
        for number in range(start, start + count)
    ]


def by_typst(sheets: Sequence[HandoutSheet]) -> bytes:
    return handout_pdf(sheets, large=True)


def by_chromium(page: Page) -> Printer:
    style = Path(str(finders.find("ramo/ramo.css"))).read_text(encoding="utf-8")

    def make(sheets: Sequence[HandoutSheet]) -> bytes:
        facts = {"total": len(sheets), "large": True, "printed_on": date(2026, 11, 24)}
        body = "".join(
            render_to_string("design/parts/handout_sheet.html", {**facts, "sheet": sheet, "number": number})
            for number, sheet in enumerate(sheets, start=1)
        )
        page.set_content(PAGE.format(style=style, body=body))
        return page.pdf(prefer_css_page_size=True, tagged=True)

    return make


def seconds_each(make: Printer, count: int) -> float:
    times = []
    for turn in range(ROUNDS):
        sheets = make_sheets(count, start=turn * count)
        begun = time.perf_counter()
        assert make(sheets).startswith(b"%PDF")
        times.append(time.perf_counter() - begun)
    return median(times)


def main() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        raise SystemExit("The rival is missing: install Chromium or name it in CHROMIUM.")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium)
        rival = by_chromium(browser.new_page())
        for count in (1, 100):
            ours, theirs = seconds_each(by_typst, count), seconds_each(rival, count)
            tell(f"hand-out PDF, {count} sheet{'s' if count > 1 else ''}", ours, "Chromium print", theirs, "s")
        browser.close()


if __name__ == "__main__":
    main()
