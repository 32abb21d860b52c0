"""The two cookies a reader may carry: the chosen library and big type. Anything else is not read."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ramo.kit.shared_pages import BIG_TYPE, LIBRARY, shared_cookies

__all__ = [
    "BIG_TYPE",
    "LIBRARY",
    "chosen_number",
    "may_be_number",
    "remember_big_type",
    "remember_library",
    "wants_big_type",
]

KEPT_FOR = timedelta(days=365)
_YES = "1"


def chosen_number(request: HttpRequest) -> str:
    """The number in the cookie, not yet looked up; empty where there is none or it cannot be one."""
    return shared_cookies(request.COOKIES).get(LIBRARY, "")


def may_be_number(text: str) -> bool:
    return bool(shared_cookies({LIBRARY: text}))


def wants_big_type(request: HttpRequest) -> bool:
    return BIG_TYPE in shared_cookies(request.COOKIES)


def remember_library(response: HttpResponse, number: str) -> None:
    _remember(response, LIBRARY, number)


def remember_big_type(response: HttpResponse, wanted: bool) -> None:
    _remember(response, BIG_TYPE, _YES if wanted else "")


def _remember(response: HttpResponse, name: str, value: str) -> None:
    if not value:
        response.delete_cookie(name, samesite="Lax")
        return
    response.set_cookie(
        name, value, max_age=KEPT_FOR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
