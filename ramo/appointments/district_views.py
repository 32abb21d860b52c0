"""Staff of a district: which experts receive where, how many hours are booked and how many came. Counts, no person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.network.access import Permission, require_somewhere
from ramo.network.reach import libraries_within

from .overview import lines_of


@require_safe
def district(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.OVERSEE)
    lines = lines_of(libraries_within(user, Permission.OVERSEE))
    crumbs = [(_("Requests"), reverse("invitations:requests")), (_("Hours in the libraries"), "")]
    return render(request, "appointments/district.html", {"lines": lines, "crumbs": crumbs})
