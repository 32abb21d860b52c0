"""Data to paper: a typst template and plain data go in, a tagged PDF (PDF/UA-1) comes out."""

import json
from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path

import typst

from ramo.kit import clock

from .errors import TooMuchToPrint, UnknownTemplate

_ROOM = Path(__file__).resolve().parent
TEMPLATES = _ROOM / "templates"
FONTS = _ROOM / "fonts"
MOST_BYTES = 500_000  # about 150 full sheets


def render(template_name: str, data: Mapping[str, object]) -> bytes:
    """`data` reaches the template as JSON, never as source. Equal data on one day gives equal bytes."""
    template = TEMPLATES / template_name
    if template.parent != TEMPLATES or not template.is_file():
        raise UnknownTemplate(template_name)
    text = json.dumps(data, ensure_ascii=False)
    if len(text.encode()) > MOST_BYTES:
        raise TooMuchToPrint(f"{template_name}: {len(text.encode())} bytes of at most {MOST_BYTES}")
    made = datetime.combine(clock.today(), time(), tzinfo=clock.COUNTRY_ZONE)
    pdf: bytes = typst.compile(
        str(template),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": text},
        pdf_standards=["ua-1"],
        timestamp=int(made.timestamp()),
    )
    return pdf
