"""What a partner sees who opens the letter: no account, no session; reading never writes."""

from typing import Any
from uuid import UUID

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.errors import TooManyTries
from ramo.accounts.tries import claim_try
from ramo.design.views import too_many
from ramo.kit.public import personal
from ramo.network.models import Library

from . import answer_actions, asking_actions
from .answer_actions import in_scope, in_the_name_of
from .askable import Asked, find
from .errors import (
    AlreadySettled,
    ChangedMeanwhile,
    DeadAddress,
    IdentifierInText,
    LinkEnded,
    NoAddress,
    NoSuchLink,
    NothingSaid,
    NothingToAsk,
    WrongPerson,
)
from .forms import AnswerForm, NotMeForm
from .models import AskedLink, PartnerAnswer
from .opening import DOOR, ended, with_question
from .tokens import link_of

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@personal
@never_cache
@require_safe
@with_question
def verify(request: HttpRequest, link: AskedLink) -> HttpResponse:
    """All that is asked; where it is one thing, that thing."""
    items = in_scope(link)
    if link.is_of_one_item and items:
        return redirect("watch:verify_item", _token(request), link.kind, link.key)
    answered = {(given.kind, given.key): given for given in link.answers.standing()}
    rows = [(asked, answered.get((asked.name, asked.key))) for asked in items]
    pressing = [row for row in rows if row[0].waits and row[1] is None]
    others = [row for row in rows if row not in pressing] if pressing else []
    return render(request, "watch/verify_list.html", _facts(request, link, rows=pressing or rows, others=others))


@personal
@never_cache
@form_methods
@with_question
def verify_item(request: HttpRequest, link: AskedLink, kind: str, key: str) -> HttpResponse:
    asked = _asked_or_404(link, kind, key)
    form = AnswerForm(request.POST or None, asked=asked)
    if form.is_valid():
        submission: UUID = form.cleaned_data["submission"]
        try:
            given = answer_actions.answer(link, asked, form.answer_data(), submission=submission)
        except NothingSaid:
            form.add_error("other", _("Correct a line, or write here what has changed."))
        except IdentifierInText:
            form.add_error("other", _("This looks like a personal number or a person’s phone. Remove it."))
        except ChangedMeanwhile:
            return _changed_meanwhile(request, link, asked)
        else:
            return redirect("watch:verify_done", _token(request), given.pk)
    return _item_page(request, link, asked, form)


@personal
@never_cache
@require_POST
@with_question
def verify_all(request: HttpRequest, link: AskedLink) -> HttpResponse:
    shown = {name.removeprefix("seen-"): str(seen) for name, seen in request.POST.items() if name.startswith("seen-")}
    try:
        submission = UUID(request.POST.get("submission", ""))
    except ValueError:
        raise Http404 from None
    left_out = answer_actions.answer_all(link, shown, said_by="", submission=submission)
    facts = _facts(request, link, left_out=left_out, waiting=_waiting(link), libraries=_libraries(link))
    return render(request, "watch/verify_all_done.html", facts)


@personal
@never_cache
@require_safe
@with_question
def verify_done(request: HttpRequest, link: AskedLink, pk: int) -> HttpResponse:
    """Who sees it, and how to take it back."""
    given = get_object_or_404(link.answers, pk=pk)
    asked = find(given.kind, given.key)
    facts = _facts(
        request,
        link,
        given=given,
        asked=asked,
        libraries=_libraries(link),
        waiting=[each for each in _waiting(link) if (each.name, each.key) != (given.kind, given.key)],
    )
    return render(request, "watch/verify_done.html", facts)


@personal
@never_cache
@require_POST
@with_question
def verify_undo(request: HttpRequest, link: AskedLink, pk: int) -> HttpResponse:
    given = get_object_or_404(link.answers, pk=pk)
    try:
        answer_actions.undo(given)
    except AlreadySettled:
        return render(request, "watch/settled.html", _facts(request, link, given=given), status=409)
    return redirect("watch:verify_done", _token(request), given.pk)


@personal
@never_cache
@form_methods
@with_question
def verify_not_me(request: HttpRequest, link: AskedLink) -> HttpResponse:
    form = NotMeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asking_actions.not_me(link, note=form.cleaned_data["note"])
        except IdentifierInText:
            form.add_error("note", _("This looks like a personal number or a person’s phone. Remove it."))
        except LinkEnded:
            return ended(request, link, _token(request))
        else:
            return render(request, "watch/not_me_done.html", {"crumbs": _crumbs()})
    return render(request, "watch/not_me.html", _facts(request, link, form=form), status=422 if form.errors else 200)


@personal
@never_cache
@require_POST
def verify_again(request: HttpRequest, token: str) -> HttpResponse:
    """The answer is the same whether a letter goes out or not: nothing is told of the address or its owner."""
    try:
        claim_try(get_ip(request), door=DOOR)
        asking_actions.ask_again(link_of(token))
    except TooManyTries as flood:
        return too_many(request, flood)
    except NoSuchLink:
        return render(request, "watch/no_link.html", status=404)
    except (DeadAddress, NoAddress, NothingToAsk, WrongPerson):
        pass
    return render(request, "watch/asked_again.html", {"crumbs": _crumbs()})


def _item_page(request: HttpRequest, link: AskedLink, asked: Asked, form: AnswerForm) -> HttpResponse:
    given = link.answers.standing().filter(kind=asked.name, key=asked.key).last()
    facts = _facts(request, link, asked=asked, form=form, given=given)
    return render(request, "watch/verify_item.html", facts, status=422 if form.errors else 200)


def _changed_meanwhile(request: HttpRequest, link: AskedLink, asked: Asked) -> HttpResponse:
    facts = _facts(request, link, asked=asked, form=AnswerForm(None, asked=asked), is_changed=True)
    return render(request, "watch/verify_item.html", facts, status=409)


def _asked_or_404(link: AskedLink, kind: str, key: str) -> Asked:
    """Also what this very link has hidden, so that it can be shown again."""
    for asked in in_scope(link):
        if (asked.name, asked.key) == (kind, key):
            return asked
    hidden = link.answers.standing().filter(kind=kind, key=key, answer=PartnerAnswer.Answer.CLOSED).exists()
    asked_before = find(kind, key) if hidden else None
    if asked_before is None:
        raise Http404
    return asked_before


def _waiting(link: AskedLink) -> list[Asked]:
    answered = set(link.answers.standing().values_list("kind", "key"))
    return [asked for asked in in_scope(link) if (asked.name, asked.key) not in answered]


def _libraries(link: AskedLink) -> int:
    """How many show what a local institution says in its district, or a national one everywhere."""
    here = Library.objects.active().in_network()
    district = link.institution.district_id
    return here.filter(district=district).count() if district else here.count()


def _facts(request: HttpRequest, link: AskedLink, **more: Any) -> dict[str, Any]:
    return {
        "link": link,
        "token": _token(request),
        "phone": settings.RAMO_PHONE,
        "own_name": in_the_name_of(link.institution),
        "crumbs": _crumbs(),
        **more,
    }


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Check of data"), "")]


def _token(request: HttpRequest) -> str:
    token: str = request.question_token  # type: ignore[attr-defined]
    return token
