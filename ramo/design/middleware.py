"""Headers of every page: how long it may be kept, and which powers of the browser it never asks for."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import http_date

from ramo.kit import clock
from ramo.kit.public import is_personal, is_public
from ramo.kit.shared_pages import DAY_HEADER, shared_cookies, shared_query

KEPT_SECONDS = 60
NO_POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
_ENDS_AT = "ramo_ends_at"


def ends_at(response: HttpResponseBase, moment: datetime) -> None:
    """A view says that what it shows changes at `moment`: nobody keeps the page beyond it."""
    setattr(response, _ENDS_AT, min(moment, getattr(response, _ENDS_AT, moment)))


class PageHeaders:
    """Stands outside sessions and forms, so that it sees the cookies they set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NO_POWERS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.resolver_match and is_personal(request.resolver_match.func):
            response.headers["Referrer-Policy"] = "strict-origin"  # the next address never learns the key in this one
        if "Cache-Control" not in response.headers:
            seconds = _life(response) if _is_shared(request, response) else 0
            _keep(request, response, seconds)
        # The language is in the address, so pages vary by nothing else.
        response.headers["Vary"] = "Cookie"
        return response


def _is_shared(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the answer is the same for all who ask with this address and these preferences."""
    match = request.resolver_match
    query = request.META.get("QUERY_STRING", "")
    cookies = {name: value for name, value in request.COOKIES.items() if name != settings.CSRF_COOKIE_NAME}
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and match is not None
        and is_public(match.func)
        and not is_personal(match.func)
        and not response.cookies  # a page with a form's token sets its cookie each time
        and shared_query(query) == query
        and shared_cookies(cookies) == cookies
        and request.headers.get(DAY_HEADER) in {None, clock.today().isoformat()}
    )


def _life(response: HttpResponseBase) -> int:
    """Seconds; never past midnight, when dated things change, nor past what the view itself says."""
    ends = getattr(response, _ENDS_AT, None)
    left = int((ends - clock.now()).total_seconds()) if ends else KEPT_SECONDS
    return max(0, min(KEPT_SECONDS, clock.seconds_to_midnight(), left))


def _keep(request: HttpRequest, response: HttpResponseBase, seconds: int) -> None:
    """The cache in front reads the first header and hides it; browsers read the others.

    They are given a moment, not a number of seconds: a page that waited in the cache is no younger for it.
    """
    if not seconds:
        response.headers["Cache-Control"] = "private, no-store"
        return
    response.headers["X-Accel-Expires"] = str(seconds)
    response.headers["Cache-Control"] = "private" if request.COOKIES else "public"
    response.headers["Expires"] = http_date((clock.now() + timedelta(seconds=seconds)).timestamp())
