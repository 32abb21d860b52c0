"""Staff page of an institution: how people reach it, and where the network asks whether all is still true."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ramo.trust.actions import history_of

from . import actions
from .access import Permission, require
from .data import InstitutionContacts
from .forms import InstitutionForm
from .models import Institution


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Institution.objects.select_related("parent__parent"), pk=key)
    user = require(request.user, Permission.VERIFY, found)
    form = InstitutionForm(request.POST or None, initial=asdict(_standing(found)))
    if form.is_valid():
        actions.edit_institution(found, form.contacts, by=user)
        messages.success(request, _("Saved. If the contacts are right, say so below."))
        return redirect("network:institution_edit", key)
    facts = {
        "institution": found,
        "form": form,
        "history": [each.verified_on for each in history_of(found)],
        "crumbs": [(_("Institutions"), reverse("network:institutions")), (str(found), "")],
    }
    return render(request, "network/institution.html", facts, status=422 if form.errors else 200)


def _standing(found: Institution) -> InstitutionContacts:
    return InstitutionContacts(found.website, found.phone, found.address_bg, found.hours_bg, found.contact_email)
