"""Every view is marked public or asks the gate before it does anything."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from ramo.kit.public import is_public, public
from ramo.network import access

from .addresses import Address, addresses

GATES = {access.require, access.require_somewhere}
OWN = [address for address in addresses() if address.is_ours]


def opens_with_gate(view: Callable[..., Any]) -> bool:
    """Whether the first thing the body answers with comes after a call to `require`.

    Looking a row up first is allowed: its scope is what the gate asks for. A helper of ours that opens
    with the gate counts.
    """
    function = inspect.unwrap(view)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    for statement in tree.body:
        if any(_is_gate(call, function) for call in ast.walk(statement) if isinstance(call, ast.Call)):
            return True
        if any(isinstance(node, ast.Return) or _acts(node) for node in ast.walk(statement)):
            return False
    return False


def _is_gate(call: ast.Call, within: Callable[..., Any]) -> bool:
    called = within.__globals__.get(call.func.id) if isinstance(call.func, ast.Name) else None
    if called in GATES:
        return True
    if not inspect.isfunction(called) or called is within:
        return False
    return called.__module__.startswith("ramo.") and opens_with_gate(called)


def _acts(node: ast.AST) -> bool:
    """A call of the form `actions.do()`."""
    target = node.func if isinstance(node, ast.Call) else None
    return isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "actions"


@pytest.mark.parametrize("address", OWN, ids=lambda address: address.name)
def test_every_view_is_public_or_opens_with_the_gate(address: Address) -> None:
    assert is_public(address.view) != opens_with_gate(address.view), (
        f"{address.name}: mark it @public, or begin with require(request.user, Permission.…, scope)"
    )


def test_a_view_without_the_gate_is_found() -> None:
    def forgotten(request: object) -> str:
        return "a page"

    def too_late(request: Any) -> str:
        actions.delete_everything()  # type: ignore[name-defined]  # noqa: F821
        access.require(request.user, access.Permission.WORK, access.NETWORK)
        return "a page"

    assert not opens_with_gate(forgotten)
    assert not opens_with_gate(too_late)
    assert not is_public(forgotten)


def test_the_mark_outlives_no_wrapping_by_accident() -> None:
    @public
    def shown(request: object) -> str:
        return "a page"

    assert is_public(shown)


def test_every_address_has_a_name() -> None:
    assert not [address.route for address in addresses() if address.is_ours and not address.name]
