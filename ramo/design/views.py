"""Pages that belong to no room: statements, help, plain files, and what stands where a page cannot."""

import logging
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.kit import clock
from ramo.kit.public import public

from .context import bare_frame
from .logs import loggable

logger = logging.getLogger("ramo.pages")
SECURITY_CONTACT_HOLDS = timedelta(days=180)


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "design/privacy.html", {"crumbs": [(_("Privacy"), "")]})


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "design/help.html", {"crumbs": [(_("Help"), "")]})


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "design/robots.txt", content_type="text/plain; charset=utf-8")


@public
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116; absent while the network has named nobody."""
    if not settings.RAMO_SECURITY_CONTACT:
        raise Http404
    facts = {
        "contact": settings.RAMO_SECURITY_CONTACT,
        "expires": (clock.now() + SECURITY_CONTACT_HOLDS).replace(microsecond=0).isoformat(),
        "address": settings.PUBLIC_ADDRESS,
    }
    return render(request, "design/security.txt", facts, content_type="text/plain; charset=utf-8")


@public
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that a web process answers; it asks the database nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _in_place_of_a_page("design/errors/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "design/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "design/errors/404.html", status=404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "design/errors/csrf.html", status=403)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "design/errors/429.html", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    """The number stands in the log beside the path, never the query."""
    number = f"{clock.now():%d-%H%M}-{secrets.token_hex(2).upper()}"
    logger.error("Page broken, number %s: %s %s", number, request.method, loggable(request))
    return _in_place_of_a_page("design/errors/500.html", 500, number=number)


def _in_place_of_a_page(template: str, status: int, **facts: str) -> HttpResponse:
    """Without the context of a request, which may be what broke."""
    return HttpResponse(render_to_string(template, {**bare_frame(), **facts}), status=status)
