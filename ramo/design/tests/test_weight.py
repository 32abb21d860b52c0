"""The look stays light, and what is served is made from what is edited."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

DESIGN = Path(__file__).resolve().parent.parent
STATIC = DESIGN / "static" / "ramo"
FIRST_VIEW_BYTES = 14_000


def test_style_sheet_weighs_under_twenty_thousand_bytes() -> None:
    assert (STATIC / "ramo.css").stat().st_size < 20_000


def test_style_sheet_is_served_without_layers() -> None:
    assert "@layer" not in (STATIC / "ramo.css").read_text(encoding="utf-8")


def test_every_accent_of_the_standard_has_a_light_and_a_dark_pair() -> None:
    css = (STATIC / "ramo.css").read_text(encoding="utf-8")
    for accent in ("work", "health", "culture", "tax", "education", "communication", "leisure", "business"):
        assert len(re.findall(rf"\.a-{accent}[,{{]", css.split("@layer base")[0])) >= 2, accent


def test_a_picture_is_never_wider_than_its_column_nor_out_of_shape() -> None:
    css = (STATIC / "ramo.css").read_text(encoding="utf-8")
    assert "img,svg{max-width:100%}img{height:auto}" in css


def test_marks_of_a_list_take_the_tone_of_the_list() -> None:
    marks = re.search(r"\.ticks>li>\.i:first-child{([^}]*)}", (STATIC / "ramo.css").read_text(encoding="utf-8"))
    assert marks
    assert "color:var(--a)" in marks[1]


def test_icons_named_in_templates_are_in_the_sprite() -> None:
    drawn = set(re.findall(r'id="i-(\w+)"', (STATIC / "sprite.svg").read_text(encoding="utf-8")))
    named = {
        name
        for template in DESIGN.parent.rglob("templates/**/*.html")
        for name in re.findall(r'{% icon "(\w+)"', template.read_text(encoding="utf-8"))
    }
    assert named <= drawn


@pytest.mark.parametrize("address", ["/", "/pomosht/"])
def test_first_view_fits_in_the_first_round_trips(client: Client, frame_alone: None, address: str) -> None:
    page = client.get(address).content
    parts = (page, (STATIC / "ramo.css").read_bytes(), (STATIC / "sprite.svg").read_bytes())
    assert sum(len(gzip.compress(part)) for part in parts) < FIRST_VIEW_BYTES
