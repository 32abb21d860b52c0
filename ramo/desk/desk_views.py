"""The desk of a library: one page to seek, print, log and end a session."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.network.access import NETWORK, Permission, SignInNeeded, library_of, require, scopes_of
from ramo.network.models import Library
from ramo.tasks.models import Task
from ramo.vocabularies.models import Notice

from . import actions
from .baskets import look_up, printable
from .choices import LogChoices
from .errors import DayNotLoggable, NotOffered, ReasonWithoutStop, SubmissionElsewhere, TaskOfAnotherArea
from .forms import LogForm
from .memory import DeskMemory, wipe
from .models import Consultation, RoleScript, WipeItem
from .offline_words import offline_facts
from .unsent import NAME as UNSENT
from .unsent import address_with, fields_in

TASKS_ON_THE_DESK = 3
_LOG_REFUSALS = (DayNotLoggable, NotOffered, ReasonWithoutStop, SubmissionElsewhere, TaskOfAnotherArea)


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A person who may use the desk, and the library whose desk it is."""

    user: User
    library: Library


def at_desk(request: HttpRequest) -> AtDesk:
    user = require(request.user, Permission.WORK, NETWORK)
    library = library_of(user)
    if library is None:
        raise PermissionDenied("only a librarian has a desk")
    return AtDesk(require(user, Permission.USE_DESK, library), library)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    user = require(request.user, Permission.WORK, NETWORK)
    library = library_of(user)
    if library is None:
        return render(request, "desk/desk.html", _for_everybody(user))
    unsent = fields_in(request.GET.get(UNSENT, ""))
    # Of somebody who came to a booked hour the area is known.
    known = {"area": request.GET["area"]} if "area" in request.GET else {}
    return _desk_page(request, AtDesk(user, library), _form(request, known | unsent), is_unsent=bool(unsent))


@require_POST
def log(request: HttpRequest) -> HttpResponse:
    """Where the sign-in has ended meanwhile, the way leads through it and back to the same chips."""
    try:
        here = at_desk(request)
    except SignInNeeded as gate:
        gate.back = address_with(request.POST.dict())
        raise
    form = LogForm(LogChoices.read(), request.POST)
    if not form.is_valid():
        return _desk_page(request, here, form, status=422)
    submission = form.cleaned_data["submission"]
    try:
        actions.log_consultation(library=here.library, data=form.data_given(), submission=submission, by=here.user)
    except _LOG_REFUSALS:
        form.add_error(None, _("The record was not kept: open the desk again and choose once more."))
        return _desk_page(request, here, form, status=422)
    memory = DeskMemory.of(request.session)
    memory.has_logged(submission)
    memory.keep(request.session)
    return redirect(f"{reverse('desk:desk')}#log-h")


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    here = at_desk(request)
    memory = DeskMemory.of(request.session)
    submission = memory.undoable()
    if submission and actions.undo_consultation(library=here.library, submission=submission, by=here.user):
        messages.success(request, _("The last record is gone."))
    else:
        messages.error(request, _("There is nothing left to undo: a record can be undone for ten minutes."))
    memory.has_undone()
    memory.keep(request.session)
    return redirect("desk:desk")


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    user = require(request.user, Permission.WORK, NETWORK)
    facts = {"tasks": Task.objects.open_for(scopes_of(user)), "today": clock.today(), "crumbs": [(_("Tasks"), "")]}
    return render(request, "desk/tasks.html", facts)


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    at_desk(request)
    wipe(request.session)
    list(messages.get_messages(request))  # said to nobody else
    response = redirect("desk:clean")
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_safe
def clean(request: HttpRequest) -> HttpResponse:
    """What the person sees last: an empty screen."""
    at_desk(request)
    return render(request, "desk/clean.html")


def _desk_page(
    request: HttpRequest, here: AtDesk, form: LogForm, status: int = 200, *, is_unsent: bool = False
) -> HttpResponse:
    memory = DeskMemory.of(request.session)
    records = Consultation.objects.for_library(here.library)
    items, undoable = look_up(memory.basket), memory.undoable()
    facts = {
        **_for_everybody(here.user),
        "form": form,
        "is_unsent": is_unsent,
        "library": here.library,
        "offline_facts": offline_facts(),
        "items": items,
        "sheets": len(printable(items)),
        "logged_today": records.filter(on=clock.today()).count(),
        "last": records.spelled_out().filter(submission=undoable).first() if undoable else None,
        "wipe_items": WipeItem.objects.all(),
    }
    return render(request, "desk/desk.html", facts, status=status)


def _for_everybody(user: User) -> dict[str, object]:
    open_tasks = Task.objects.open_for(scopes_of(user))
    return {
        "tasks": open_tasks[:TASKS_ON_THE_DESK],
        "task_count": open_tasks.count(),
        "today": clock.today(),
        "scripts": RoleScript.objects.select_related("area", "notice").order_by("area__order"),
        "notices": Notice.objects.exclude(pk__in=RoleScript.objects.exclude(notice=None).values("notice")),
    }


def _form(request: HttpRequest, unsent: dict[str, str]) -> LogForm:
    memory = DeskMemory.of(request.session)
    return LogForm(LogChoices.read(), initial={"area": memory.area, "outcome": memory.outcome} | unsent)
