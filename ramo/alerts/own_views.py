"""What opens from a letter: confirm, one's own page, the end of letters. Reading never writes."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.core.internal.ratelimit import get_ip
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.errors import TooManyTries
from ramo.accounts.tries import claim_try
from ramo.design.views import too_many
from ramo.kit.public import personal

from . import actions, keys
from .errors import NoSuchKey
from .forms import CadenceForm
from .models import Cadence, MailedSearch, Reader
from .questions import query_of
from .views import DOOR, crumbs
from .wording import in_words

form_methods = require_http_methods(["GET", "HEAD", "POST"])
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, str, Given], HttpResponse]


def with_key(view: View[Given]) -> View[Given]:
    """Forged and unknown addresses get one answer; who guesses often is not answered any more."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            return view(request, token, *args, **kwargs)
        except NoSuchKey:
            return _gone(request)

    return opened  # type: ignore[return-value]  # `wraps` keeps its own type


@personal
@never_cache
@form_methods
@with_key
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once more by a button: programs that look through letters open links, but press nothing."""
    mailed = keys.to_confirm(token)
    if request.method == "POST":
        actions.confirm(mailed)
        messages.success(request, _("We shall write to you when there is something new."))
        return redirect("alerts:own", token=keys.own_token(mailed.reader))
    facts = {"mailed": mailed, "sought": in_words(query_of(mailed.search)), "crumbs": crumbs()}
    return render(request, "alerts/confirm.html", facts)


@personal
@never_cache
@require_safe
@with_key
def own(request: HttpRequest, token: str) -> HttpResponse:
    reader = keys.owner(token)
    searches = reader.searches.select_related("search")
    rows = [(mailed, in_words(query_of(mailed.search)), _cadence_form(mailed)) for mailed in searches]
    facts = {"rows": rows, "token": token, "reader": reader, "crumbs": crumbs()}
    return render(request, "alerts/own.html", facts)


@personal
@never_cache
@require_POST
@with_key
def change(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    reader = keys.owner(token)
    mailed = get_object_or_404(reader.searches.select_related("search", "reader"), pk=pk)
    said = _done(request.POST.get("do", ""), mailed, request.POST.get("cadence", ""))
    if not Reader.objects.filter(pk=reader.pk).exists():
        return render(request, "alerts/deleted.html", {"crumbs": crumbs()})
    messages.success(request, said)
    return redirect("alerts:own", token=token)


@personal
@never_cache
@require_POST
@with_key
def delete_all(request: HttpRequest, token: str) -> HttpResponse:
    actions.delete_all(keys.owner(token))
    return render(request, "alerts/deleted.html", {"crumbs": crumbs()})


@personal
@never_cache
@csrf_exempt  # a mail program presses this button (RFC 8058): it has no page of ours, the key is its right
@form_methods
@with_key
def stop(request: HttpRequest, token: str) -> HttpResponse:
    reader = keys.to_stop(token)
    if request.method == "POST":
        actions.stop_all(reader)
    facts = {"is_stopped": request.method == "POST", "own": keys.own_token(reader), "crumbs": crumbs()}
    return render(request, "alerts/stop.html", facts)


def _done(wanted: str, mailed: MailedSearch, cadence: str) -> str:
    match wanted:
        case "cadence" if cadence in Cadence.values:
            actions.change_cadence(mailed, cadence=Cadence(cadence))
            return _("Kept.")
        case "stop":
            actions.stop(mailed)
            return _("Stopped. It is deleted after 48 hours.")
        case "resume":
            actions.confirm(mailed)
            return _("We shall write to you when there is something new.")
        case "delete":
            actions.delete(mailed)
            return _("Deleted.")
    raise Http404


def _cadence_form(mailed: MailedSearch) -> CadenceForm:
    return CadenceForm(initial={"cadence": mailed.cadence}, auto_id=f"id_%s_{mailed.pk}")


def _gone(request: HttpRequest) -> HttpResponse:
    try:
        claim_try(get_ip(request), door=DOOR)
    except TooManyTries as flood:
        return too_many(request, flood)
    return render(request, "alerts/no_key.html", {"crumbs": crumbs()}, status=404)
