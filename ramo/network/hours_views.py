"""Staff page of what a visitor asks first: hours, days that differ, access, notices."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.design.forms import Form
from ramo.kit import clock

from . import hours, hours_actions
from .access import Permission, require
from .data import Access
from .errors import DatesPassed, IdentifierInText, OverlappingHours, Refused, TooManyChanges
from .hours_forms import AccessForm, ChangeForm, DatedForm, NoticeForm, WeekForm
from .models import HoursException, Library, LibraryNotice


@dataclass
class Forms:
    """The forms of the page by their prefixes; the one that was sent stands with what was typed."""

    week: WeekForm
    access: AccessForm
    change: ChangeForm
    notice: NoticeForm

    @classmethod
    def of(cls, library: Library) -> "Forms":
        columns = {field.name: getattr(library, field.name) for field in fields(Access)}
        return cls(
            WeekForm(initial=WeekForm.initial_of(hours.week_of(library))),
            AccessForm(initial=columns),
            ChangeForm(),
            NoticeForm(),
        )

    @property
    def have_errors(self) -> bool:
        return any(form.errors for form in vars(self).values())


@require_safe
def visiting(request: HttpRequest, number: str) -> HttpResponse:
    library = _library(number)
    require(request.user, Permission.EDIT_LIBRARY, library)
    return _page(request, library, Forms.of(library))


@require_POST
def set_week(request: HttpRequest, number: str) -> HttpResponse:
    library = _library(number)
    user = require(request.user, Permission.EDIT_LIBRARY, library)
    form = WeekForm(request.POST)
    if not form.is_valid():
        return _again(request, library, form)
    hours_actions.set_week(library, form.week, by=user)
    messages.success(request, _("Saved. If hours and contacts are right, say so on the page of the library."))
    return redirect("network:visiting", number)


@require_POST
def set_access(request: HttpRequest, number: str) -> HttpResponse:
    library = _library(number)
    user = require(request.user, Permission.EDIT_LIBRARY, library)
    form = AccessForm(request.POST)
    if not form.is_valid():
        return _again(request, library, form)
    hours_actions.set_access(library, form.access, by=user)
    messages.success(request, _("Saved. If hours and contacts are right, say so on the page of the library."))
    return redirect("network:visiting", number)


@require_POST
def add_change(request: HttpRequest, number: str) -> HttpResponse:
    library = _library(number)
    user = require(request.user, Permission.EDIT_LIBRARY, library)
    form = ChangeForm(request.POST)
    return _add(request, library, form, lambda: hours_actions.add_change(library, form.change, by=user))


@require_POST
def remove_change(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    change = get_object_or_404(HoursException.objects.select_related("library"), pk=pk, library=number)
    user = require(request.user, Permission.EDIT_LIBRARY, change.library)
    hours_actions.remove_change(change, by=user)
    messages.success(request, _("Taken back. The week holds on these days."))
    return redirect("network:visiting", number)


@require_POST
def add_notice(request: HttpRequest, number: str) -> HttpResponse:
    library = _library(number)
    user = require(request.user, Permission.EDIT_LIBRARY, library)
    form = NoticeForm(request.POST)
    return _add(request, library, form, lambda: hours_actions.add_notice(library, form.notice, by=user))


@require_POST
def remove_notice(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    notice = get_object_or_404(LibraryNotice.objects.select_related("library"), pk=pk, library=number)
    user = require(request.user, Permission.EDIT_LIBRARY, notice.library)
    hours_actions.remove_notice(notice, by=user)
    messages.success(request, _("Taken down."))
    return redirect("network:visiting", number)


def _add(request: HttpRequest, library: Library, form: DatedForm, add: Callable[[], object]) -> HttpResponse:
    if form.is_valid():
        try:
            add()
        except Refused as refusal:
            _explain(form, refusal)
        else:
            messages.success(request, form.STANDS)
            return redirect("network:visiting", library.pk)
    return _again(request, library, form)


def _explain(form: DatedForm, refusal: Refused) -> None:
    match refusal:
        case IdentifierInText():
            form.add_error(form.TEXT, _("This looks like a personal number or a person’s phone. Remove it."))
        case OverlappingHours():
            form.add_error("starts_on", _("Another change stands on these days. Take it back first."))
        case DatesPassed():
            form.add_error("ends_on", _("These days have passed. Write days to come."))
        case TooManyChanges():
            form.add_error(None, _("There are many already. Take back what is no longer needed."))
        case _:
            raise refusal


def _again(request: HttpRequest, library: Library, sent: Form) -> HttpResponse:
    forms = Forms.of(library)
    setattr(forms, str(sent.prefix), sent)
    return _page(request, library, forms)


def _page(request: HttpRequest, library: Library, forms: Forms) -> HttpResponse:
    facts = {
        "library": library,
        "forms": forms,
        "days": forms.week.lines(),
        "changes": library.hours_exceptions.filter(ends_on__gte=clock.today()),
        "notices": library.notices.not_over(),
        "crumbs": [
            (_("Network"), reverse("network:overview")),
            (library.place, reverse("network:library_desk", args=[library.pk])),
            (_("Hours and access"), ""),
        ],
    }
    return render(request, "network/visiting.html", facts, status=422 if forms.have_errors else 200)


def _library(number: str) -> Library:
    return get_object_or_404(Library.objects.select_related("settlement"), pk=number)
