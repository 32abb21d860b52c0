"""A library in a campaign: joining and leaving in one press, its tasks, drafts and requests, cards from paper."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User
from ramo.network.access import Permission, require
from ramo.network.models import Library

from . import card_actions, joining_actions
from .forms import CardForm, DayForm
from .models import Edition, Form, LibraryTask, Material, Participation
from .refusals import in_form, in_words


@require_safe
def library_desk(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    edition, library, _user = _asked(request, slug, number)
    mine = Participation.objects.of(edition, library)
    if mine and request.method == "GET":
        joining_actions.has_seen_move(mine)
    return render(request, "campaigns/desk/library.html", _facts(edition, library, mine))


@require_POST
def join(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    edition, library, user = _asked(request, slug, number)
    with in_words(request):
        joining_actions.join(edition, library, by=user)
        messages.success(request, _("You are in. Below are your tasks, drafts of events and requests to the partner."))
    return redirect("campaigns:library_desk", slug, number)


@require_POST
def leave(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    edition, library, user = _asked(request, slug, number)
    with in_words(request):
        joining_actions.leave(edition, library, by=user)
        messages.success(request, _("You have left. What you published stays; drafts that nobody touched are gone."))
    return redirect("campaigns:library_desk", slug, number)


@require_POST
def done(request: HttpRequest, slug: str, number: str, pk: int) -> HttpResponse:
    """`undo` takes it back."""
    task, user = _task(request, slug, number, pk)
    with in_words(request):
        joining_actions.mark_done(task, by=user, is_done="undo" not in request.POST)
    return redirect(f"{reverse('campaigns:library_desk', args=[slug, number])}#t{pk}")


@require_POST
def own_day(request: HttpRequest, slug: str, number: str, pk: int) -> HttpResponse:
    """Empty: the campaign's day again."""
    task, user = _task(request, slug, number, pk)
    form = DayForm(request.POST, is_required=False)
    if form.is_valid():
        with in_form(form):
            joining_actions.set_own_day(task, form.cleaned_data["day"], by=user)
    for error in form.errors.get("day", []):
        messages.error(request, str(error))
    return redirect(f"{reverse('campaigns:library_desk', args=[slug, number])}#t{pk}")


@require_POST
def ask_anew(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    edition, library, user = _asked(request, slug, number)
    with in_words(request):
        if joining_actions.ask_anew(edition, library, by=user):
            messages.success(request, _("Asked. The answer comes within five working days."))
        else:
            messages.warning(request, _("Nothing is to be asked now."))
    return redirect("campaigns:library_desk", slug, number)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_cards(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Card by card, as they lie on the desk; `undo` takes back the last one."""
    edition, library, user = _asked(request, slug, number)
    mine = get_object_or_404(Participation.objects.for_library(library), edition=edition, left_at=None)
    mine.edition = edition
    if request.method == "POST" and "undo" in request.POST:
        if card_actions.take_back_card(mine, by=user):
            messages.success(request, _("The last card is taken back."))
        return redirect("campaigns:paper_cards", slug, number)
    form = CardForm(request.POST or None, kit=edition.kit, initial={"submission": uuid4()})
    if form.is_valid():
        with in_form(form):
            answers, submission = form.answers()
            card_actions.give_card(mine, answers, submission=submission, is_paper=True)
            messages.success(request, _("Written down. The next one?"))
            return redirect("campaigns:paper_cards", slug, number)
    entered = mine.cards.filter(is_paper=True).count()
    facts = _frame(edition, library) | {
        "form": form,
        "entered": entered,
        "crumbs": _crumbs(edition, library, _("Cards from paper")),
    }
    return render(request, "campaigns/desk/paper_cards.html", facts, status=422 if form.errors else 200)


def _facts(edition: Edition, library: Library, mine: Participation | None) -> dict[str, Any]:
    facts = _frame(edition, library) | {"mine": mine, "crumbs": _crumbs(edition, library)}
    if mine is None:
        return facts
    tasks = list(mine.tasks.select_related("task__task__kit").order_by("due_on", "task__task__order"))
    materials = Material.objects.last_versions().filter(edition=edition).select_related("owner").order_by("order")
    return facts | {
        "tasks": tasks,
        "tasks_open": sorted((each for each in tasks if not each.done_on), key=lambda each: each.on),
        "tasks_done": [each for each in tasks if each.done_on],
        "planned": mine.planned.select_related("event", "request__institution", "task__task").order_by("task__due_on"),
        "materials": list(materials),
        "slip": Form.SLIP,
        "cards": mine.cards.count(),
    }


def _frame(edition: Edition, library: Library) -> dict[str, Any]:
    return {"edition": edition, "kit": edition.kit, "area": edition.kit.area, "library": library}


def _asked(request: HttpRequest, slug: str, number: str) -> tuple[Edition, Library, User]:
    library = get_object_or_404(Library.objects.select_related("settlement", "district"), pk=number)
    user = require(request.user, Permission.JOIN_CAMPAIGN, library)
    edition = get_object_or_404(Edition.objects.whole(), slug=slug)
    return edition, library, user


def _task(request: HttpRequest, slug: str, number: str, pk: int) -> tuple[LibraryTask, User]:
    """Of this very library: a number of another one opens nothing."""
    edition, library, user = _asked(request, slug, number)
    rows = LibraryTask.objects.select_related("participation__edition", "participation__library", "task__task")
    return get_object_or_404(rows, pk=pk, participation__edition=edition, participation__library=library), user


def _crumbs(edition: Edition, library: Library, here: str = "") -> list[tuple[str, str]]:
    own = reverse("campaigns:library_desk", args=[edition.slug, library.pk])
    first = [(_("Campaigns"), reverse("campaigns:campaigns_desk"))]
    title = f"{edition.title_bg}, {library.place}"
    return [*first, (title, own), (here, "")] if here else [*first, (title, "")]
