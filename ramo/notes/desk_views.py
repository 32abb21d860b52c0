"""Staff: local notes of the own library or district."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User
from ramo.kit.languages import said
from ramo.network.access import Permission, require, require_somewhere

from . import actions, targets
from .errors import NoteEndsTooLate, NoteEndsTooSoon, PersonalNumberInNote, Refused
from .forms import NoteForm
from .models import LocalNote
from .places import notes_within, places_of

SENTENCES = {
    PersonalNumberInNote: (
        "text_bg",
        gettext_lazy("This looks like a personal number or a person’s phone. Take it out."),
    ),
    NoteEndsTooSoon: ("valid_until", gettext_lazy("“Valid until”: choose today or a later day.")),
    NoteEndsTooLate: (
        "valid_until",
        gettext_lazy("“Valid until”: at most half a year ahead, then it is looked at again."),
    ),
}


@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.WRITE_NOTE)
    written = [(note, targets.find(note.target_kind, note.target_key)) for note in notes_within(user)]
    return render(request, "notes/notes.html", {"written": written, "crumbs": [(_("Local notes"), "")]})


@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    user = require_somewhere(request.user, Permission.WRITE_NOTE)
    target = targets.find(kind, key)
    if target is None:
        raise Http404
    form = NoteForm(request.POST or None, places=places_of(user))
    if form.is_valid() and _put(form, target, user):
        messages.success(request, _("Saved. Readers of your place see it beside the national text."))
        return redirect("notes:notes")
    title = said(target, "title", get_language())
    facts = {
        "form": form,
        "target": target,
        "beside": notes_within(user).beside(kind, key),
        "crumbs": [(_("Local notes"), reverse("notes:notes")), (str(title), "")],
    }
    return render(request, "notes/note.html", facts)


@require_POST
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(LocalNote, pk=pk)
    user = require(request.user, Permission.WRITE_NOTE, found.scope)
    actions.take_away(found, by=user)
    messages.success(request, _("The note is gone."))
    return redirect("notes:notes")


def _put(form: NoteForm, target: targets.Target, user: User) -> bool:
    require(user, Permission.WRITE_NOTE, form.scope)
    try:
        actions.put_note(form.note(target), by=user)
    except Refused as refusal:
        form.add_error(*SENTENCES[type(refusal)])
        return False
    return True
