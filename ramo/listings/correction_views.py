"""Staff: where a source says something else than a person did, somebody chooses."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ramo.trust.errors import AlreadyWithdrawn, ValidUntilPassed

from . import actions
from .errors import NothingToChoose
from .lookup import listing_or_404
from .models import Sighting
from .reach import require_edit, standing_of

SOURCES, OURS = "source", "ours"


@require_POST
def choose(request: HttpRequest, kind: str, pk: int, sighting: int) -> HttpResponse:
    listing = listing_or_404(kind, pk)
    user = require_edit(request.user, listing)
    found = get_object_or_404(Sighting.objects.of(listing.KIND, listing.pk), pk=sighting)
    choice = request.POST.get("choice")
    if choice not in {SOURCES, OURS}:
        raise Http404
    try:
        if choice == SOURCES:
            actions.take_sources(found, by=user, vouched_as=standing_of(user))
            messages.success(request, _("It says what the source says now."))
        else:
            actions.keep_ours(found, by=user)
            messages.success(request, _("Your correction stays."))
    except NothingToChoose:
        messages.info(request, _("Somebody has chosen already."))
    except (AlreadyWithdrawn, ValidUntilPassed):
        messages.error(request, _("Its date has passed or it is taken down. Open it and write a new date."))
    return redirect("listings:edit", kind=kind, pk=pk)
