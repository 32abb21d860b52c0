"""Staff: a partner's file or pasted table: brought, its columns understood, what changes seen, written."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User
from ramo.kit.spreadsheet import write_csv
from ramo.listings.lookup import titles_at
from ramo.network.access import Permission, may_somewhere, require_somewhere

from . import actions, intake_actions
from .data import Reading
from .errors import CannotRead, LooksWrong, NothingToApply, WrittenAlready
from .forms import ColumnsForm, IntakeForm, LettersForm, Places
from .intake_actions import Preview
from .models import HarvestRun, Source, Upload
from .reach import institutions_without_list, require_source, sources_within
from .refusals import as_table, refusal_of
from .reports import sentence
from .words import ADVICE, FAILURES

SHOWN = 50


@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.EDIT_LISTING)
    places = Places(list(sources_within(user).brought()), institutions_without_list(user))
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = IntakeForm(*typed, places=places, initial={"source": request.GET.get("source", "")})
    if form.is_valid() and (upload := _brought(form, user)):
        return redirect("harvest:review", upload.pk)
    facts = {
        "form": form,
        "places": places.choices(),
        "may_add": may_somewhere(user, Permission.MANAGE_SOURCE),
        "waiting": Upload.objects.filter(source__in=places.sources).select_related("source").defer("content"),
        "crumbs": [(_("Bring a list"), "")],
    }
    return render(request, "harvest/intake.html", facts, status=422 if form.errors else 200)


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new, changed, gone and refused, and why, before anything is written."""
    if written := _written(request, pk):
        return redirect("harvest:source", written.source_id)
    upload, _user = _upload(request, pk)
    return _review_page(request, upload)


@require_safe
def refused(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row that was refused, for whoever mends the list."""
    upload, _user = _upload(request, pk)
    try:
        rejected = intake_actions.preview(upload).plan.rejected
    except CannotRead as why:
        return _unreadable(request, why)
    return HttpResponse(
        write_csv(as_table(rejected)),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="ramo-{upload.source_id}-{upload.pk}.csv"',
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    upload, user = _upload(request, pk)
    try:
        seen = intake_actions.preview(upload)
    except CannotRead as why:
        return _unreadable(request, why)
    form = _columns_form(upload.source, seen.reading, request.POST)
    if not form.is_valid():
        return _review_page(request, upload, refused=form)
    actions.map_columns(upload.source, form.mapping(), by=user)
    messages.success(request, _("Noted. The next file is read the same way."))
    return redirect("harvest:review", upload.pk)


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    if written := _written(request, pk):
        return redirect("harvest:source", written.source_id)
    upload, user = _upload(request, pk)
    try:
        run = intake_actions.apply_upload(upload, is_accepted="accepted" in request.POST, by=user)
    except LooksWrong:
        messages.error(request, _("Nothing was written. Tick that it is right, or bring the right list."))
        return redirect("harvest:review", upload.pk)
    except NothingToApply:
        messages.error(request, _("There is nothing in it that could be written."))
        return redirect("harvest:review", upload.pk)
    except WrittenAlready:  # by another press: its report stands there
        return redirect("harvest:source", upload.source_id)
    messages.success(request, sentence(run))
    return redirect("harvest:source", run.source_id)


def _written(request: HttpRequest, pk: int) -> HarvestRun | None:
    """What an earlier press wrote, said once more to whoever may see it."""
    run = HarvestRun.objects.select_related("source__institution", "source__district").filter(upload=pk).first()
    if run:
        require_source(request.user, run.source)
        messages.success(request, _("This list is written already.") + " " + sentence(run))
    return run


def _upload(request: HttpRequest, pk: int) -> tuple[Upload, User]:
    found = Upload.objects.select_related("source__institution", "source__district")
    upload = get_object_or_404(found, pk=pk)
    return upload, require_source(request.user, upload.source)


def _brought(form: IntakeForm, user: User) -> Upload | None:
    content, name, content_type = form.brought()
    typed = form.cleaned_data
    chosen = form.places.chosen(typed["source"])
    source = chosen if isinstance(chosen, Source) else actions.own_source(chosen, by=user)
    try:
        return intake_actions.bring(
            source, content, submission=typed["submission"], by=user, name=name, content_type=content_type
        )
    except CannotRead as why:
        form.add_error("file" if typed["file"] else "pasted", str(FAILURES[why.failure]))
    return None


def _unreadable(request: HttpRequest, why: CannotRead) -> HttpResponse:
    messages.error(request, str(FAILURES[why.failure]))
    return redirect("harvest:intake")


def _columns_form(source: Source, reading: Reading, typed: QueryDict | None = None) -> ColumnsForm:
    facts = {"columns": reading.columns, "mapping": source.mapping, "samples": reading.samples}
    if reading.is_lettered:
        return LettersForm(typed, first_row=reading.first_row, **facts)
    return ColumnsForm(typed, **facts)


def _review_page(request: HttpRequest, upload: Upload, *, refused: ColumnsForm | None = None) -> HttpResponse:
    source = upload.source
    crumbs = [(_("Bring a list"), reverse("harvest:intake")), (source.name, "")]
    try:
        seen = intake_actions.preview(upload)
    except CannotRead as why:
        return _unreadable(request, why)
    facts = {
        **_lists(seen, source.pk),
        "upload": upload,
        "source": source,
        "seen": seen,
        "advice": ADVICE.get(seen.verdict.death, ""),
        "columns": refused or _columns_form(source, seen.reading),
        "crumbs": crumbs,
    }
    return render(request, "harvest/review.html", facts, status=422 if refused else 200)


def _lists(seen: Preview, source_key: str) -> dict[str, tuple[int, Sequence[object]]]:
    plan = seen.plan
    lists: dict[str, Sequence[object]] = {
        "new": [data for data, _provenance in plan.new],
        "changed": [data for data, _provenance in plan.changed],
        "unclear": plan.unclear,
        "rejected": [refusal_of(each) for each in plan.rejected],
    }
    shown = {name: (len(rows), rows[:SHOWN]) for name, rows in lists.items()}
    gone = titles_at(source_key, plan.missing[:SHOWN])
    return shown | {"missing": (len(plan.missing), gone), "same": (len(plan.unchanged), ())}
