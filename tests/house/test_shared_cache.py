"""The shared cache knows what the pages read: its file is in step, and no view reads an unlisted name."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from ramo.design.shared_cache import cache_configuration, rooms_not_for_all
from ramo.kit.public import is_public
from ramo.kit.shared_pages import QUERY_NAMES
from ramo.search.forms import SearchForm

from .addresses import addresses

ROOT = Path(__file__).parents[2]
PUBLIC_ROOMS = sorted(
    {
        Path(inspect.getsourcefile(inspect.unwrap(address.view)) or "")
        for address in addresses()
        if is_public(address.view)
        and address.view.__module__.startswith("ramo.")
        and address.route.split("/")[0] not in rooms_not_for_all()
    }
)
# What is handed the whole query, and what it reads of it.
READERS = {
    "SearchForm": SearchForm.base_fields,
    "Easy.of": ["lesno"],
    "pages.Easy.of": ["lesno"],
    "Asked.of": SearchForm.base_fields,
    "lists.Asked.of": ["p", "d", "r", "s", "page"],
}


def names_read(source: str) -> Iterator[str]:
    """Names that a module takes from `request.GET`; a form that is filled from it reads all its fields."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Subscript(value=ast.Attribute(attr="GET"), slice=name):
                yield written(name)
            case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="GET")), args=[name, *_]):
                yield written(name)
            case ast.Compare(left=name, comparators=[ast.Attribute(attr="GET")]):
                yield written(name)
            case ast.Call(func=called, args=[*_, ast.Attribute(attr="GET")] | [ast.Attribute(attr="GET"), *_]):
                yield from READERS[ast.unparse(called)]


def written(name: ast.expr) -> str:
    """The name as text; one that is computed is no listed name."""
    return str(ast.literal_eval(name)) if isinstance(name, ast.Constant) else f"<{ast.unparse(name)}>"


def test_file_for_nginx_is_in_step_with_the_house() -> None:
    """Made anew by: python -m ramo cache-config > deploy/nginx/shared_cache.conf"""
    file = ROOT / "deploy" / "nginx" / "shared_cache.conf"
    assert file.read_text("utf-8") == cache_configuration()


@pytest.mark.parametrize("room", PUBLIC_ROOMS, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_views_read_only_listed_names_of_an_address(room: Path) -> None:
    assert set(names_read(room.read_text("utf-8"))) <= set(QUERY_NAMES)


def test_a_view_that_reads_an_unlisted_name_is_found() -> None:
    source = (
        'a = request.GET["one"]; b = request.GET.get("two"); c = "three" in request.GET; d = SearchForm(request.GET)'
    )
    assert {"one", "two", "three", "q"} <= set(names_read(source))
