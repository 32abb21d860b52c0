"""What anybody reads: the questions and their answers, official services."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ramo.kit.languages import said
from ramo.network.access import Permission, may, public
from ramo.notes.reading import beside
from ramo.trust.actions import history_of
from ramo.trust.models import State

from . import pages
from .cards import kind_of
from .instead import instead_of
from .models import Need, NeedScreen, Resource
from .paths import Paths, choices_of
from .vouching import scope_of


@public
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """The first question."""
    paths = Paths.read()
    root = paths.root()
    if root is None:
        raise Http404
    return _screen(request, root, paths)


@public
@require_safe
def need(request: HttpRequest, key: str) -> HttpResponse:
    """A question or, at the end of a path, an answer: they share their addresses."""
    found = Need.objects.whole().filter(key=key).first()
    if found:
        return instead_of(request, found) or _answer(request, found)
    paths = Paths.read()
    screen = paths.screen(key)
    if screen is None:
        raise Http404
    return _screen(request, screen, paths)


@public
@require_safe
def resource(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Resource.objects.whole(), key=key)
    return instead_of(request, found) or _service(request, found)


def _screen(request: HttpRequest, screen: NeedScreen, paths: Paths) -> HttpResponse:
    above = paths.above(screen)
    trail = [(_said(parent, "label"), reverse("resources:need", args=[parent.key])) for parent in above]
    number, total = paths.step(screen)
    facts = {
        "screen": screen,
        "title": _said(screen, "question"),
        "choices": choices_of(screen, paths),
        "number": number,
        "total": total,
        "back": trail[-1][1] if trail else reverse("resources:needs" if screen.parent_id else "content:home"),
        "crumbs": [*trail, (_said(screen, "label"), "")] if screen.parent_id else [(_said(screen, "question"), "")],
    }
    return render(request, "resources/screen.html", facts)


def _answer(request: HttpRequest, found: Need) -> HttpResponse:
    facts = _common(request, found) | {
        "need": found,
        "steps": pages.Lines.of(found, "steps"),
        "papers": pages.Lines.of(found, "papers"),
        "sources": pages.sources_of(found),
    }
    return render(request, "resources/need.html", facts)


def _service(request: HttpRequest, found: Resource) -> HttpResponse:
    needs = Need.objects.shown().filter(resources=found)
    facts = _common(request, found) | {
        "resource": found,
        "steps": pages.Lines.of(found, "how_to"),
        "languages": pages.languages_of(found),
        "needs": [pages.Entry.of(need) for need in needs],
        "boundary": pages.boundary_of(found.area),
    }
    return render(request, "resources/resource.html", facts)


def _common(request: HttpRequest, found: Need | Resource) -> dict[str, Any]:
    title = pages.title_of(found)
    return {
        "area": found.area,
        "title": title,
        "changed_on": found.changed_on,
        "state": "" if found.state == State.PUBLISHED else State(found.state).label,
        "crumbs": [(_said(found.area, "short"), reverse("content:area", args=[found.area_id])), (title, "")],
        "trust": found.trust_line(),
        "easy": pages.Easy.of(found, request.GET),
        "history": [check.verified_on for check in history_of(found)][1:],
        "keywords": pages.keywords_of(found.topics.all()),
        "local": beside(request, kind_of(found), found.pk),
        "may_edit": may(request.user, Permission.EDIT_RESOURCE, scope_of(found)),
    }


def _said(thing: object, field: str) -> str:
    return str(said(thing, field, get_language()))
