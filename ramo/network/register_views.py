"""Staff pages of the register: bringing a file, seeing what it would change, writing it."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ramo.accounts.models import User
from ramo.design.forms import Form
from ramo.kit.registers import MAX_BYTES, UnreadableFile
from ramo.vocabularies.register_words import sentence_of

from . import register_uploads
from .access import NETWORK, Permission, require
from .errors import ChangedMeanwhile, NothingToWrite, UploadGone
from .register_actions import write_register
from .register_update import RegisterUpdate, prepare

SHOWN = 50


class RegisterForm(Form):
    file = forms.FileField(
        label=gettext_lazy("Register as CSV"),
        help_text=gettext_lazy("In UTF-8, at most 20 MB; the first line names the columns."),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(_("The file is larger than 20 MB. Bring the register alone."))
        return file


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.ADMIT_LIBRARY, NETWORK)
    form = RegisterForm(request.POST, request.FILES) if request.method == "POST" else RegisterForm()
    if form.is_valid() and (content := _readable(form)):
        return redirect("network:register_diff", register_uploads.keep(content))
    facts = {"form": form, "crumbs": _crumbs()}
    return render(request, "network/register.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def register_diff(request: HttpRequest, token: str) -> HttpResponse:
    user = require(request.user, Permission.ADMIT_LIBRARY, NETWORK)
    try:
        content = register_uploads.bring(token)
    except UploadGone:
        messages.error(request, _("This file is written already, or older than a day. Bring it again."))
        return redirect("network:register")
    if request.method == "POST" and _write(request, content, token, user):
        return redirect("network:overview")
    return _diff_page(request, prepare(content))


def _readable(form: RegisterForm) -> bytes:
    """The content, if a register can be read of it; otherwise the form says what is wrong."""
    content: bytes = form.cleaned_data["file"].read()
    try:
        prepare(content)
    except UnreadableFile as unreadable:
        form.add_error("file", sentence_of(unreadable.refusal))
        return b""
    return content


def _write(request: HttpRequest, content: bytes, token: str, user: User) -> bool:
    """Whether the page is done with; if not, it is shown once more as things stand now."""
    try:
        count = write_register(content, seen=request.POST.get("seen", ""), by=user)
    except ChangedMeanwhile:
        messages.error(request, _("The register changed after you opened the page. Look through it once more."))
        return False
    except NothingToWrite:
        messages.success(request, _("All of it stands already."))
    else:
        messages.success(request, _("The register is written: %(count)d libraries.") % {"count": count})
    register_uploads.drop(token)
    return True


def _diff_page(request: HttpRequest, update: RegisterUpdate) -> HttpResponse:
    closing = update.closing
    closed = {each.key for each in closing}
    lists: dict[str, Sequence[object]] = {
        "added": list(update.diff.added.values()),
        "closing": closing,
        "changed": [each for each in update.diff.changed if each.key not in closed],
        "unplaced": update.unplaced,
        "rejected": [(each.line, sentence_of(each.reason)) for each in update.rejected],
    }
    shown = {name: (len(rows), rows[:SHOWN]) for name, rows in lists.items()}
    facts = {**shown, "update": update, "missing": len(update.diff.missing), "crumbs": _crumbs(_("What changes"))}
    return render(request, "network/register_diff.html", facts)


def _crumbs(last: str = "") -> list[tuple[str, str]]:
    here = (_("Register"), reverse("network:register") if last else "")
    return [(_("Network"), reverse("network:overview")), here, *([(last, "")] if last else [])]
