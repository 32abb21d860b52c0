"""What a log may hold of an address: never its query, nor what follows a room whose addresses are keys."""

import logging

from django.http import HttpRequest

from ramo.kit.public import is_personal


def loggable(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None or not is_personal(match.func):
        return request.path
    return "/".join("-" if part in _keys(match.kwargs) else part for part in request.path.split("/"))


class WithoutKeys(logging.Filter):
    """Django names the path of a request that broke; here it is named without its key."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(loggable(request) if part == request.path else part for part in record.args)
        return True


def _keys(named: dict[str, object]) -> set[str]:
    return {str(value) for value in named.values()}
