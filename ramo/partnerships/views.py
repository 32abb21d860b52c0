"""What anybody reads of agreements: those in force, with whom, until when, who does what."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.network.access import public

from .lists import Filters, narrowed, shown_to_all
from .models import Agreement
from .owed import owed_under

PAGE_SIZE = 50
SHOWN_LIBRARIES = 30
_LONGEST_CODE = 3


@public
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    level, code = request.GET.get("k", ""), request.GET.get("o", "")[:_LONGEST_CODE]
    found = narrowed(shown_to_all(), Filters(level=level, district=code if code.isalnum() else ""))
    facts = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "levels": Agreement.Level.choices,
        "level": level,
        "query": f"k={level}&" if level in Agreement.Level.values else "",
        "crumbs": [(_("Agreements"), "")],
    }
    return render(request, "partnerships/agreements.html", facts)


@public
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft is nobody's business; one that is over says so and leads to those in force."""
    found = get_object_or_404(Agreement.objects.signed().whole(), pk=pk)
    if not found.is_in_force:
        similar = [(_("Agreements in force"), reverse("partnerships:agreements"))]
        return render(request, "design/errors/410.html", {"similar": similar}, status=410)
    libraries = found.libraries()
    facts = {
        "agreement": found,
        "owed": owed_under(found),
        "count": libraries.count(),
        "libraries": libraries.select_related("settlement").order_by("place_bg", "pk")[:SHOWN_LIBRARIES],
        "partnerships": found.partnerships.in_force().whole(),
        "crumbs": [(_("Agreements"), reverse("partnerships:agreements")), (str(found.partner), "")],
    }
    return render(request, "partnerships/agreement.html", facts)
