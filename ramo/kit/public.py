"""The mark of a view that anybody may see; without it a view must ask for a permission."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "is_public"


def public(view: View) -> View:
    setattr(view, _MARK, True)
    return view


def is_public(view: Callable[..., Any]) -> bool:
    return bool(getattr(view, _MARK, False))
