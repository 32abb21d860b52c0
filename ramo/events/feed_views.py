"""Every list of events for calendars and readers elsewhere: anybody may follow it, nobody is asked for anything."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ramo.network.access import public
from ramo.search import feeds
from ramo.search.feeds import Feed

from .calendars import CONTENT_TYPE, calendar_of
from .feeds import entries_of, name_of
from .lists import Asked, to_follow


@public
@require_safe
def followed_calendar(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    return _elsewhere(calendar_of(to_follow(asked), name=name_of(asked)), CONTENT_TYPE)


@public
@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    return _feed(request, feeds.atom, feeds.ATOM)


@public
@require_safe
def json_feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, feeds.as_json, feeds.JSON)


def _feed(request: HttpRequest, write: Callable[[Feed], bytes], content_type: str) -> HttpResponse:
    asked = _asked(request)
    query = asked.query()
    own = f"{request.path}?{query}" if query else request.path
    feed = Feed(name_of(asked), asked.address(), own, entries_of(to_follow(asked)))
    return _elsewhere(write(feed), content_type)


def _asked(request: HttpRequest) -> Asked:
    """404 where the place is none, or could be several: a calendar of the whole country is not what was meant."""
    asked = Asked.of(request.GET)
    if asked.typed and asked.place is None:
        raise Http404
    return asked


def _elsewhere(document: str | bytes, content_type: str) -> HttpResponse:
    """Readers that are pages elsewhere may take it."""
    return HttpResponse(document, content_type=content_type, headers={"Cross-Origin-Resource-Policy": "cross-origin"})
