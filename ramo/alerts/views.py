"""Asking for letters: the form, and the page after it, which says the same to everybody."""

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ramo.accounts.errors import TooManyTries
from ramo.accounts.tries import claim_try
from ramo.design.views import too_many
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.kit.public import public
from ramo.network.access import library_of

from . import actions
from .asking import Asked
from .errors import HealthStaysOut, NothingAsked
from .forms import AskForm, PaperForm, WayInForm
from .health import is_about_health
from .models import Cadence

DOOR = "pisma"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request.POST) if request.method == "POST" else Asked.of(request.GET)
    if not asked.is_clear:
        return redirect("search:search")
    form = AskForm(request.POST or None)
    if not form.is_valid():
        return page(request, asked, form)
    try:
        claim_try(get_ip(request), door=DOOR)
        actions.ask(_wish(asked, form))
    except TooManyTries as flood:
        return too_many(request, flood)
    except HealthStaysOut:
        return page(request, asked, form)
    except NothingAsked:
        return redirect("search:search")
    return redirect("alerts:sent")


@public
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "alerts/sent.html", {"crumbs": crumbs()})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def way_in(request: HttpRequest) -> HttpResponse:
    form = WayInForm(request.POST or None)
    if not form.is_valid():
        return render(
            request, "alerts/way_in.html", {"form": form, "crumbs": crumbs()}, status=422 if form.errors else 200
        )
    try:
        claim_try(get_ip(request), door=DOOR)
    except TooManyTries as flood:
        return too_many(request, flood)
    actions.ask_way_in(email=form.cleaned_data["email"])
    return redirect("alerts:sent")


def page(request: HttpRequest, asked: Asked, form: AskForm, paper: PaperForm | None = None) -> HttpResponse:
    """The form; about health only what feeds offer."""
    facts = {
        "asked": asked,
        "form": form,
        "is_about_health": is_about_health(asked.query),
        "library": library_of(request.user),
        "paper": paper or PaperForm(),
        "crumbs": crumbs(),
    }
    has_errors = form.errors or (paper and paper.errors) or (facts["is_about_health"] and request.method == "POST")
    return render(request, "alerts/start.html", facts, status=422 if has_errors else 200)


def crumbs() -> list[tuple[str, str]]:
    return [(_("Tell me of what is new"), "")]


def _wish(asked: Asked, form: AskForm) -> actions.Wish:
    typed = form.cleaned_data
    language = (get_language() or SOURCE_LANGUAGE)[:2]
    return actions.Wish(asked.query, typed["email"], Cadence(typed["cadence"]), language)
