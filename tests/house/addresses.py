"""All addresses of the site: walked from the URL configuration, so that none can hide."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

# Third-party pages: one row a prefix in the matrix, with spot checks beside it.
SIGN_IN = "vhod/"
EDITOR = "rabotno-myasto/redaktor/"


@dataclass(frozen=True)
class Address:
    """`name` is how it is reversed: "content:library"."""

    name: str
    route: str
    view: Callable[..., Any]

    @property
    def is_sign_in(self) -> bool:
        return self.route.startswith(SIGN_IN)

    @property
    def is_editor(self) -> bool:
        return self.route.startswith(EDITOR)

    @property
    def is_ours(self) -> bool:
        return not (self.is_sign_in or self.is_editor)


def addresses() -> list[Address]:
    with override(settings.LANGUAGE_CODE):
        return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name or ''}", here, entry.callback)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, here, inner)
