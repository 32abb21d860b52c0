"""The mark of a view that anybody may see; without it a view must ask for a permission."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
_MARK, _KEY_MARK = "is_public", "is_personal"


def public(view: View) -> View:
    setattr(view, _MARK, True)
    return view


def personal(view: View) -> View:
    """Public as well, but its address is a key: for whoever holds it, never shared, cached or logged."""
    setattr(view, _KEY_MARK, True)
    return public(view)


def is_personal(view: Callable[..., Any]) -> bool:
    return bool(getattr(view, _KEY_MARK, False))


def is_public(view: Callable[..., Any]) -> bool:
    return bool(getattr(view, _MARK, False))
