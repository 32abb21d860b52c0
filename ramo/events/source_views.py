"""Staff: where the calendar of others says something else than a person did, somebody chooses."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from . import source_actions
from .errors import AlreadyOver, HostHasPeople, IdentifierInText, NothingToChoose
from .models import Event
from .reach import require_edit, standing_of

SOURCES, OURS = "source", "ours"


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event.objects.whole(), pk=pk)
    user = require_edit(request.user, event)
    choice = request.POST.get("choice")
    if choice not in {SOURCES, OURS}:
        raise Http404
    try:
        if choice == SOURCES:
            source_actions.take_sources(event, by=user, vouched_as=standing_of(user))
            messages.success(request, _("It says what the source says now."))
        else:
            source_actions.keep_ours(event, by=user)
            messages.success(request, _("Your correction stays."))
    except NothingToChoose:
        messages.info(request, _("Somebody has chosen already."))
    except HostHasPeople:
        messages.error(
            request, _("People are on the list of a library you took away. Call the event off there instead.")
        )
    except IdentifierInText:
        messages.error(request, _("This looks like a personal number. Remove it – we do not need it."))
    except AlreadyOver:
        messages.error(request, _("It is over or called off: it cannot be changed any more."))
    return redirect("events:edit", pk=pk)
