"""Maps: every figure on them stands in the table beside them, and no gap opens between neighbours."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from django.test import Client

from ramo.network import finder, maps
from ramo.network.actions import file_library_cards
from ramo.network.models import Library

from .factories import make_district, make_library, make_municipality, make_settlement

LARGEST_MAP = 6_000


def line_of_libraries() -> None:
    """At 0, 14, 30 and 60 km to the north of the village."""
    for number, lat in (("9001", 43.400), ("9002", 43.526), ("9003", 43.670), ("9004", 43.940)):
        make_library(number, settlement=make_settlement(f"9900{number[-1]}", lat=lat, name_bg=f"Село {number}"))
    file_library_cards(Library.objects.all())


def found(client: Client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    return re.findall(r'<h3><a href="/biblioteka/(\w+)/"', page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("d=10", ["9001"]),
        ("", ["9001", "9002"]),
        ("d=20", ["9001", "9002"]),
        ("d=50", ["9001", "9002", "9003"]),
        ("d=district", ["9001", "9002", "9003", "9004"]),
        ("d=country", ["9001", "9002"]),
        ("d=%00", ["9001", "9002"]),
    ],
)
def test_the_reader_says_how_far(client: Client, query: str, numbers: list[str]) -> None:
    line_of_libraries()
    assert found(client, f"/myasto/99001/?{query}") == numbers


@pytest.mark.django_db
def test_a_district_ends_at_its_border(client: Client) -> None:
    line_of_libraries()
    over = make_settlement("99009", lat=43.41, municipality=make_municipality("VID99", name_bg="Видин"))
    make_library("9009", settlement=over)
    file_library_cards(Library.objects.all())
    assert "9009" in found(client, "/myasto/99001/")
    assert "9009" not in found(client, "/myasto/99001/?d=district")


@pytest.mark.django_db
def test_where_none_is_near_the_nearest_few_stand_with_a_word(client: Client) -> None:
    line_of_libraries()
    make_settlement("99020", lat=42.0, lon=25.0, name_bg="Далечно")
    page = client.get("/en/myasto/99020/?d=10").content.decode()
    assert "There is none so near." in page
    assert "/biblioteka/9001/" in page


@pytest.mark.django_db
def test_many_around_a_place_are_shown_in_pages_that_keep_the_distance(client: Client) -> None:
    for number in range(25):
        make_library(str(9200 + number))
    file_library_cards(Library.objects.all())
    assert len(found(client, "/myasto/99001/?d=50")) == 20
    assert "?d=50&amp;page=2" in client.get("/myasto/99001/?d=50").content.decode()
    assert len(found(client, "/myasto/99001/?d=50&page=2")) == 5


@pytest.mark.django_db
def test_map_and_table_of_a_district_hold_the_same_figures(client: Client) -> None:
    montana = make_settlement("48489", municipality=make_municipality("MON29", name_bg="Монтана", name_en="Montana"))
    lom = make_settlement("44238", municipality=make_municipality("MON24", name_bg="Лом", name_en="Lom"))
    for number in range(6):
        make_library(f"91{number:02}", settlement=montana)
    make_library("9200", settlement=lom)
    page = client.get("/en/biblioteki/?o=MON").content.decode()
    for name, code, count, words in (("Montana", "MON29", 6, "libraries"), ("Lom", "MON24", 1, "library")):
        assert f'<a href="?o={code}" aria-label="{name}, {count} {words}">' in page
        assert f'<a class="hit" href="?o={code}">{name}</a></th><td class="num">{count}</td>' in page
    assert 'class="c2"' in page
    assert found(client, "/biblioteki/?o=MON24") == ["9200"]


@pytest.mark.django_db
def test_closed_libraries_count_on_no_map(client: Client) -> None:
    make_library(status=Library.Status.CLOSED)
    assert finder.count_by_municipality(make_district()) == []
    assert "/biblioteka/9001/" not in client.get("/biblioteki/?o=MON99").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["MON00", "XXXXX", "MON999999", "%D0%9C%D0%9E%D0%9D"])
def test_an_unknown_municipality_leads_to_the_country(client: Client, code: str) -> None:
    assert "/biblioteki/" in client.get(f"/biblioteki/?o={code}").content.decode()


@pytest.mark.parametrize(("value", "shade"), [(1, 1), (4, 1), (5, 2), (9, 2), (10, 3), (29, 4), (30, 5), (300, 5)])
def test_shades_follow_the_key(value: int, shade: int) -> None:
    assert maps.step(value, finder.BY_MUNICIPALITY) == shade


def test_a_map_stays_light() -> None:
    assert len(maps.country().shapes) == 28
    for code in maps.country().shapes:
        outlines = maps.of_district(code)
        assert outlines
        assert sum(len(shape.d) for shape in outlines.shapes.values()) < LARGEST_MAP
        assert all(0 < shape.x < outlines.width and 0 < shape.y < outlines.height for shape in outlines.shapes.values())


def borders(shape: maps.Shape) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The sides of a path of relative lines."""
    sides = []
    for ring in shape.d.split("M")[1:]:
        x, y, *steps = map(int, re.findall(r"-?\d+", ring))
        points = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        sides += list(zip(points, [*points[1:], points[0]], strict=True))
    return [(a, b) for a, b in sides if a != b]


@pytest.mark.parametrize("code", ["BG", "MON", "DOB", "PDV", "SFO"])
def test_neighbours_share_their_border_to_the_point(code: str) -> None:
    """Where one area ends, its neighbour begins: what has no other side is the closed outer border alone."""
    outlines = maps.country() if code == "BG" else maps.of_district(code)
    assert outlines
    sides = Counter(side for shape in outlines.shapes.values() for side in borders(shape))
    outer = sides - Counter({(b, a): times for (a, b), times in sides.items()})
    assert Counter(a for a, _ in outer.elements()) == Counter(b for _, b in outer.elements())
    assert outer.total() < sides.total() * 0.5


def test_the_invented_district_has_no_map() -> None:
    assert maps.of_district("D00") is None
    assert maps.of_district("BG") is None


def test_the_file_of_the_borders_is_the_one_whose_licence_is_told() -> None:
    told = Path(__file__).resolve().parents[3] / "DATA.md"
    drawn = Path(maps.__file__).with_name("outlines.json")
    assert f"{hashlib.sha256(drawn.read_bytes()).hexdigest()}  ramo/network/outlines.json" in told.read_text("utf-8")
