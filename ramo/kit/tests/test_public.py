"""A view is closed until it is marked."""

from ramo.kit.public import is_public, public


def test_view_is_public_only_when_marked() -> None:
    def view() -> None: ...

    assert not is_public(view)
    assert is_public(public(view))
