"""Headers of every page: how long it may be kept, and which powers of the browser it never asks for."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ramo.kit import clock
from ramo.kit.public import is_public

KEPT_SECONDS = 60
NO_POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class PageHeaders:
    """Stands outside sessions and forms, so that it sees the cookies they set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NO_POWERS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", _keeping(request, response))
        # The language is in the address, so pages vary by nothing else.
        response.headers["Vary"] = "Cookie"
        return response


def _keeping(request: HttpRequest, response: HttpResponseBase) -> str:
    """Shared caches keep what is the same for all, and never past midnight: dated things change then."""
    match = request.resolver_match
    is_for_all = (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and match is not None
        and is_public(match.func)
        and not request.COOKIES
        and not response.cookies
    )
    if not is_for_all:
        return "private, no-store"
    return f"public, max-age={min(KEPT_SECONDS, clock.seconds_to_midnight())}"
