"""Counting on paper: the sheet to print, and entering its day."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.design import words
from ramo.kit import clock

from . import paper_actions as actions
from .choices import LogChoices
from .data import BACK_ENTRY
from .desk_views import AtDesk, at_desk
from .errors import (
    DayNotLoggable,
    EmptySheet,
    NotOffered,
    SubmissionElsewhere,
    TaskOfAnotherArea,
    TooLateToUndo,
    TooManyStrokes,
)
from .models import LogOption, PaperDay
from .paper_forms import PaperForm, UndoPaperForm


@require_safe
def tally(request: HttpRequest) -> HttpResponse:
    here, choices = at_desk(request), LogChoices.read()
    facts = {
        "library": here.library,
        "areas": [(area, choices.tasks(area).choices) for area in choices.areas],
        "modes": choices.offered(LogOption.List.MODE).choices,
        "minutes": choices.offered(LogOption.List.MINUTES).choices,
        "boxes": range(10),
        "crumbs": [*_to_here(), (_("Tally sheet"), "")],
    }
    return render(request, "desk/tally.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest) -> HttpResponse:
    here = at_desk(request)
    form = PaperForm(LogChoices.read(), request.POST or None)
    if not form.is_valid():
        return _page(request, here, form)
    submission = form.cleaned_data["submission"]
    try:
        day = actions.enter_paper_day(library=here.library, data=form.data_given(), submission=submission, by=here.user)
    except EmptySheet:
        form.add_error(None, _("Write at least one number."))
    except TooManyStrokes:
        form.add_error(None, _("This is more than one day at a desk holds. Check the numbers."))
    except (DayNotLoggable, NotOffered, SubmissionElsewhere, TaskOfAnotherArea):
        form.add_error(None, _("The day was not kept: open this page again and enter it once more."))
    else:
        messages.success(request, _kept(day))
        return redirect("desk:paper")
    return _page(request, here, form)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    here = at_desk(request)
    form = UndoPaperForm(request.POST)
    days = PaperDay.objects.for_library(here.library)
    day = days.filter(pk=form.cleaned_data["day"]).first() if form.is_valid() else None
    try:
        if day is None:
            raise TooLateToUndo
        actions.undo_paper_day(library=here.library, day=day, by=here.user)
    except TooLateToUndo:
        messages.error(request, _("There is nothing left to undo: a day can be undone for ten minutes."))
    else:
        messages.success(request, _("The day from paper is taken back."))
    return redirect("desk:paper")


def _page(request: HttpRequest, here: AtDesk, form: PaperForm) -> HttpResponse:
    facts = {
        "form": form,
        "days": PaperDay.objects.for_library(here.library).since(clock.today() - BACK_ENTRY),
        "crumbs": _to_here(),
    }
    return render(request, "desk/paper.html", facts, status=422 if form.errors else 200)


def _kept(day: PaperDay) -> str:
    said = ngettext("Kept: %(number)d record for %(day)s.", "Kept: %(number)d records for %(day)s.", day.count)
    return said % {"number": day.count, "day": words.day(day.on)}


def _to_here() -> list[tuple[str, str]]:
    return [(_("Desk"), reverse("desk:desk")), (_("From paper"), reverse("desk:paper"))]
