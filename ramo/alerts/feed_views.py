"""Each search and list as a feed: anybody may take it, nobody is asked for anything."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.kit.public import public
from ramo.search import feeds
from ramo.search.addresses import address
from ramo.search.engine import news
from ramo.search.feeds import Feed

from .asking import Asked
from .feeds import entries_of


@public
@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    return _answer(request, feeds.atom, feeds.ATOM)


@public
@require_safe
def json_feed(request: HttpRequest) -> HttpResponse:
    return _answer(request, feeds.as_json, feeds.JSON)


def _answer(request: HttpRequest, write: Callable[[Feed], bytes], content_type: str) -> HttpResponse:
    """404 where the question has no meaning: an unknown place, or nothing asked."""
    asked = Asked.of(request.GET)
    if not asked.is_clear:
        raise Http404
    title = _("Ramo: %(sought)s") % {"sought": asked.in_words}
    own = f"{request.path}?{asked.standing}"
    feed = Feed(title, address(asked.query), own, entries_of(news(asked.query)))
    response = HttpResponse(write(feed), content_type=content_type)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # readers that are pages elsewhere may take it
    return response
