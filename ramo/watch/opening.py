"""Opens a partner's address, or says in a plain sentence why it does not open and what to do."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ramo.accounts.errors import TooManyTries
from ramo.accounts.tries import claim_try
from ramo.design.views import too_many
from ramo.kit import clock

from .errors import NoSuchLink
from .models import AskedLink
from .tokens import link_of

DOOR = "proverka"
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, AskedLink, Given], HttpResponse]


def with_question(view: View[Given]) -> Callable[Concatenate[HttpRequest, str, Given], HttpResponse]:
    """The view is handed the question in place of its token. Nobody is signed in, and no session begins."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            link = link_of(token)
        except NoSuchLink:
            return _guessed(request)
        if not link.works_on(clock.today()):
            return ended(request, link, token)
        request.question_token = token  # type: ignore[attr-defined]
        return view(request, link, *args, **kwargs)

    return opened  # type: ignore[return-value]  # `wraps` keeps its own type


def ended(request: HttpRequest, link: AskedLink, token: str) -> HttpResponse:
    return render(request, "watch/ended.html", {"link": link, "token": token}, status=410)


def _guessed(request: HttpRequest) -> HttpResponse:
    """The same for what was forged and for what is unknown; who guesses often is not answered any more."""
    try:
        claim_try(get_ip(request), door=DOOR)
    except TooManyTries as flood:
        return too_many(request, flood)
    return render(request, "watch/no_link.html", status=404)
