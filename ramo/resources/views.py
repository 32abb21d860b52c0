"""What anybody reads: home, areas, the questions and their answers, official services."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ramo.kit import clock
from ramo.kit.languages import said
from ramo.network.access import Permission, may, public
from ramo.trust.actions import history_of
from ramo.trust.models import State
from ramo.vocabularies.models import Area

from . import pages
from .instead import instead_of
from .models import Need, NeedScreen, Resource
from .paths import Paths, choices_of, choices_of_area
from .vouching import scope_of


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    latest = pages.latest_checked()
    facts = {
        "areas": Area.objects.filter(is_main=True),
        "latest": latest,
        "are_of_today": all(entry.trust.verified_on == clock.today() for entry in latest),
        "checked": pages.count_checked(),
    }
    return render(request, "resources/home.html", facts)


@public
@require_safe
def area(request: HttpRequest, key: str) -> HttpResponse:
    areas = list(Area.objects.all())
    here = next((found for found in areas if found.key == key), None)
    if here is None:
        raise Http404
    facts = {
        "area": here,
        "title": _said(here, "short"),
        "others": [other for other in areas if other.key != key],
        "choices": choices_of_area(here, Paths.read()),
        "groups": pages.groups_of(here),
        "hidden": pages.count_hidden(here),
        "boundary": pages.boundary_of(here),
        "crumbs": [(_said(here, "short"), "")],
    }
    return render(request, "resources/area.html", facts)


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
        "back": trail[-1][1] if trail else reverse("resources:needs" if screen.parent_id else "resources:home"),
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
        "crumbs": [(_said(found.area, "short"), reverse("resources:area", args=[found.area_id])), (title, "")],
        "trust": found.trust_line(),
        "easy": pages.Easy.of(found, request.GET),
        "history": [check.verified_on for check in history_of(found)][1:],
        "keywords": pages.keywords_of(found.topics.all()),
        "may_edit": may(request.user, Permission.EDIT_RESOURCE, scope_of(found)),
    }


def _said(thing: object, field: str) -> str:
    return str(said(thing, field, get_language()))
