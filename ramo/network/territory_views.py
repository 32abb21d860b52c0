"""Staff pages of the offices' territories: bringing a file, seeing what it would change, writing it."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from ramo.accounts.models import User
from ramo.design.forms import Form
from ramo.kit.registers import MAX_BYTES, UnreadableFile
from ramo.vocabularies.register_words import sentence_of

from . import register_uploads
from .access import NETWORK, Permission, require
from .errors import ChangedMeanwhile, NothingToWrite, UploadGone
from .territory_actions import write_territories
from .territory_update import TerritoryUpdate, prepare

SHOWN = 100


class TerritoriesForm(Form):
    file = forms.FileField(
        label=gettext_lazy("Territories as CSV"),
        help_text=gettext_lazy("In UTF-8, at most 20 MB; the first line names the columns."),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(_("The file is larger than 20 MB. Bring the register alone."))
        return file


@require_http_methods(["GET", "POST"])
def territories(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.ADMIT_LIBRARY, NETWORK)
    form = TerritoriesForm(request.POST, request.FILES) if request.method == "POST" else TerritoriesForm()
    if form.is_valid() and (content := _readable(form)):
        return redirect("network:territories_diff", register_uploads.keep(content))
    facts = {"form": form, "crumbs": _crumbs()}
    return render(request, "network/territories.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def territories_diff(request: HttpRequest, token: str) -> HttpResponse:
    user = require(request.user, Permission.ADMIT_LIBRARY, NETWORK)
    try:
        content = register_uploads.bring(token)
        update = prepare(content)
    except (UploadGone, UnreadableFile):
        messages.error(request, _("This file is written already, or older than a day. Bring it again."))
        return redirect("network:territories")
    if request.method == "POST" and _write(request, content, user):
        register_uploads.drop(token)
        return redirect("network:territories")
    return _diff_page(request, update)


def _readable(form: TerritoriesForm) -> bytes:
    """The content, if territories can be read of it; otherwise the form says what is wrong."""
    content: bytes = form.cleaned_data["file"].read()
    try:
        prepare(content)
    except UnreadableFile as unreadable:
        form.add_error("file", sentence_of(unreadable.refusal))
        return b""
    return content


def _write(request: HttpRequest, content: bytes, user: User) -> bool:
    """Whether the page is done with; if not, it is shown once more as things stand now."""
    try:
        count = write_territories(content, seen=request.POST.get("seen", ""), by=user)
    except ChangedMeanwhile:
        messages.error(request, _("The territories changed after you opened the page. Look through it once more."))
        return False
    except NothingToWrite:
        messages.success(request, _("All of it stands already."))
        return True
    said = ngettext("Written: %(count)d office changed.", "Written: %(count)d offices changed.", count)
    messages.success(request, said % {"count": count})
    return True


def _diff_page(request: HttpRequest, update: TerritoryUpdate) -> HttpResponse:
    lists: dict[str, Sequence[object]] = {
        "added": [row.words for row in update.diff.added.values()],
        "removed": [row.words for row in update.removed],
        "unknown": [(each.line, sentence_of(each.reason)) for each in update.unknown],
        "broken": [(each.line, sentence_of(each.reason)) for each in update.broken],
    }
    shown = {name: (len(rows), rows[:SHOWN]) for name, rows in lists.items()}
    facts = {**shown, "update": update, "crumbs": _crumbs(_("What changes"))}
    return render(request, "network/territories_diff.html", facts)


def _crumbs(last: str = "") -> list[tuple[str, str]]:
    here = (_("Territories of offices"), reverse("network:territories") if last else "")
    return [(_("Institutions"), reverse("network:institutions")), here, *([(last, "")] if last else [])]
