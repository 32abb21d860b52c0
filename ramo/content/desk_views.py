"""Staff: concepts that wait for somebody to confirm them, and the way to a library's corner."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ramo.network.access import NETWORK, Permission, library_of, may, may_somewhere, require, require_somewhere
from ramo.network.models import Library

from . import actions, vouching
from .models import ConceptPage, LibraryCorner


@require_safe
def composing(request: HttpRequest) -> HttpResponse:
    """Where what is written here begins: the own library's text, local notes, the pages of the network."""
    user = require_somewhere(request.user, Permission.EDIT_CORNER)
    own = library_of(user)
    facts = {
        "library": own,
        "corner": LibraryCorner.objects.filter(library=own).first() if own else None,
        "may_edit_pages": may(user, Permission.EDIT_PAGE, NETWORK),
        "may_write_notes": may_somewhere(user, Permission.WRITE_NOTE),
        "crumbs": [(_("Pages"), "")],
    }
    return render(request, "content/composing.html", facts)


@require_safe
def concepts_for_review(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.EDIT_PAGE, NETWORK)
    waiting = [concept for concept in ConceptPage.objects.published().order_by("title") if concept.review_reason()]
    facts = {"concepts": waiting, "crumbs": [(_("Concepts for review"), "")]}
    return render(request, "content/concepts_for_review.html", facts)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    user = require(request.user, Permission.EDIT_PAGE, NETWORK)
    concept = get_object_or_404(ConceptPage.objects.published(), pk=pk)
    actions.confirm_concept(concept, by=user, verified_as=vouching.standing_of(user))
    messages.success(request, _("Confirmed: %(title)s") % {"title": concept.title})
    return redirect("content:concepts_for_review")


@require_safe
def open_corner(request: HttpRequest, number: str) -> HttpResponse:
    """Leads to the editor, with an empty draft where there is none yet."""
    library = get_object_or_404(Library, pk=number)
    user = require(request.user, Permission.EDIT_CORNER, library)
    corner = actions.open_corner(library, by=user)
    return redirect("wagtailsnippets_content_librarycorner:edit", corner.pk)
