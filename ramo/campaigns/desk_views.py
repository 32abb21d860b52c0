"""The office: editions from draft to close, their days and targets; and the board of all districts."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.kit import clock
from ramo.network.access import NETWORK, Permission, library_of, may, may_somewhere, require, require_somewhere
from ramo.network.reach import districts_within

from . import actions, closing_actions, overview, progress
from .forms import CloseForm, DayForm, EditionForm, TargetForm
from .models import Edition, KeyDate, Kit, Stage
from .refusals import in_form, in_words


@require_safe
def campaigns_desk(request: HttpRequest) -> HttpResponse:
    """A librarian sees the open ones and what is still to do; the office all of them and the kits."""
    user = require(request.user, Permission.WORK, NETWORK)
    runs = may(user, Permission.RUN_CAMPAIGN, NETWORK)
    facts = {
        "rows": overview.rows_for(user),
        "library": library_of(user),
        "kits": Kit.objects.select_related("area") if runs else [],
        "runs": runs,
        "may_oversee": may_somewhere(user, Permission.OVERSEE),
        "may_verify": may_somewhere(user, Permission.VERIFY),
        "crumbs": [(_("Campaigns"), "")],
    }
    return render(request, "campaigns/desk/overview.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kit: str) -> HttpResponse:
    user = require(request.user, Permission.RUN_CAMPAIGN, NETWORK)
    found = get_object_or_404(Kit.objects.select_related("area"), key=kit)
    form = EditionForm(request.POST or None, kit=found, initial=_begun(found))
    if form.is_valid():
        with in_form(form):
            edition = actions.draft(form.given(), by=user, submission=form.cleaned_data["submission"])
            messages.success(request, _("The draft stands. Look at its days, then open it."))
            return redirect("campaigns:edit", edition.slug)
    facts = {"kit": found, "form": form, "area": found.area, "crumbs": _crumbs(found.title_bg)}
    return render(request, "campaigns/desk/new.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Its dates, days of tasks, partner and notes. Moved dates reach the libraries on the clock, each once."""
    user = require(request.user, Permission.RUN_CAMPAIGN, NETWORK)
    edition = _found(slug)
    form = EditionForm(request.POST or None, kit=edition.kit, edition=edition, initial=_as_it_stands(edition))
    if form.is_valid():
        with in_form(form):
            if actions.rewrite(edition, form.given(), by=user) and edition.stage == Stage.OPEN:
                messages.success(request, _("The dates have moved. Every library is told once, within minutes."))
            else:
                messages.success(request, _("Saved."))
            return redirect("campaigns:edit", Edition.objects.get(pk=edition.pk).slug)
    return _page(request, edition, form=form)


@require_POST
def set_target(request: HttpRequest, slug: str) -> HttpResponse:
    user = require(request.user, Permission.RUN_CAMPAIGN, NETWORK)
    edition, form = _found(slug), TargetForm(request.POST)
    if form.is_valid():
        with in_form(form):
            actions.set_target(edition, *form.given(), by=user)
            messages.success(request, _("Saved."))
            return redirect("campaigns:edit", slug)
    return _page(request, edition, target=form)


@require_POST
def open_(request: HttpRequest, slug: str) -> HttpResponse:
    user = require(request.user, Permission.RUN_CAMPAIGN, NETWORK)
    with in_words(request):
        actions.open_edition(_found(slug), by=user)
        messages.success(request, _("It is open. The libraries see it among their tasks."))
    return redirect("campaigns:edit", slug)


@require_POST
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """By the partner, or by the office in its place."""
    edition = _found(slug)
    user = require(request.user, Permission.VERIFY, edition.partner or NETWORK)
    with in_words(request):
        if edition.stage == Stage.OPEN:
            actions.confirm(edition, by=user)
            messages.success(request, _("Confirmed: what the page says is right today."))
    return redirect("campaigns:materials", slug)


@require_POST
def confirm_date(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition = _found(slug)
    user = require(request.user, Permission.VERIFY, edition.partner or NETWORK)
    day = get_object_or_404(KeyDate, pk=pk, edition=edition)
    form = DayForm(request.POST)
    today = clock.today()
    if not form.is_valid() or not today <= form.cleaned_data["day"] <= today + KeyDate.VALID_FOR:
        messages.error(request, _("Write a day that is still to come, as 30.04.2027."))
    else:
        actions.confirm_date(day, form.cleaned_data["day"], by=user)
        messages.success(request, _("Confirmed."))
    return redirect("campaigns:materials", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """One press: the figures of today are frozen."""
    user = require(request.user, Permission.RUN_CAMPAIGN, NETWORK)
    edition = _found(slug)
    form = CloseForm(request.POST or None, initial={"note": edition.note_bg})
    if form.is_valid():
        with in_form(form):
            closing_actions.close(edition, form.cleaned_data["note"], by=user)
            messages.success(request, _("It is closed, and its report stands."))
            return redirect("campaigns:report", slug)
    facts = {"edition": edition, "form": form, "progress": progress.of(edition)}
    facts |= {"area": edition.kit.area, "crumbs": _crumbs(str(edition))}
    return render(request, "campaigns/desk/close.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def repeat(request: HttpRequest, slug: str) -> HttpResponse:
    """The next one begins with what was learnt; where no day is the same each year, the person says it."""
    user = require(request.user, Permission.RUN_CAMPAIGN, NETWORK)
    edition = _found(slug)
    following = edition.kit.anchor_of(edition.anchor_on.year + 1)
    form = DayForm(request.POST or None, initial={"day": following})
    if form.is_valid():
        with in_form(form):
            fresh = closing_actions.repeat(edition, form.cleaned_data["day"], by=user)
            messages.success(request, _("The draft stands: days, targets and notes come from the last time."))
            return redirect("campaigns:edit", fresh.slug)
    facts = {"edition": edition, "form": form, "area": edition.kit.area, "crumbs": _crumbs(str(edition))}
    return render(request, "campaigns/desk/repeat.html", facts, status=422 if form.errors else 200)


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Coordinators see their district, the office all; beside who is silent stands a phone."""
    user = require_somewhere(request.user, Permission.OVERSEE)
    edition = _found(slug)
    districts = list(districts_within(user, Permission.OVERSEE).order_by("name_bg"))
    now = progress.of(edition, districts)
    silent, without = overview.silent_districts(now)
    facts = {
        "edition": edition,
        "area": edition.kit.area,
        "progress": now,
        "silent": silent,
        "without": without,
        "quiet": overview.quiet_libraries(edition, districts),
        "runs": may(user, Permission.RUN_CAMPAIGN, NETWORK),
        "crumbs": _crumbs(str(edition)),
    }
    return render(request, "campaigns/desk/board.html", facts)


def _page(
    request: HttpRequest, edition: Edition, *, form: EditionForm | None = None, target: TargetForm | None = None
) -> HttpResponse:
    stands = EditionForm(kit=edition.kit, edition=edition, initial=_as_it_stands(edition))
    has_errors = bool((form and form.errors) or (target and target.errors))
    facts = {
        "edition": edition,
        "kit": edition.kit,
        "area": edition.kit.area,
        "form": form or stands,
        "target": target or TargetForm(),
        "targets": edition.targets.select_related("district"),
        "dates": edition.dates.all(),
        "crumbs": _crumbs(str(edition)),
    }
    return render(request, "campaigns/desk/edit.html", facts, status=422 if has_errors else 200)


def _begun(kit: Kit) -> dict[str, object]:
    """The next anchor, where it is the same day each year."""
    year = clock.today().year
    coming = next((day for day in map(kit.anchor_of, (year, year + 1)) if day and day >= clock.today()), None)
    return {"anchor_on": coming, "submission": uuid4()}


def _as_it_stands(edition: Edition) -> dict[str, object]:
    names = ("anchor_on", "starts_on", "ends_on", "partner", "agreement")
    return {name: getattr(edition, name) for name in names} | {"topic": edition.topic_bg, "note": edition.note_bg}


def _found(slug: str) -> Edition:
    return get_object_or_404(Edition.objects.whole(), slug=slug)


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [(_("Campaigns"), reverse("campaigns:campaigns_desk")), (here, "")]
