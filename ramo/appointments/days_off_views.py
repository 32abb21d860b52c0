"""Staff: days on which an expert, or the whole institution, gives no hours and comes nowhere."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramo.accounts.models import User
from ramo.experts.reach import sender_of
from ramo.network.access import NETWORK, Permission, require
from ramo.network.models import Institution, Library

from . import days_off_actions
from .forms import DaysForm
from .models import DayOff
from .reach import experts_of
from .sentences import refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def days_off(request: HttpRequest) -> HttpResponse:
    user, sender = _giving(request)
    experts = experts_of(sender)
    form = DaysForm(request.POST or None, experts=experts)
    if form.is_valid():
        starts_on, ends_on = form.days()
        chosen = form.cleaned_data["expert"]
        with refusals_in(form):
            off = days_off_actions.add([chosen] if chosen else list(experts), starts_on, ends_on, by=user)
            messages.success(request, _("Written. Called off: %(count)s.") % {"count": off})
            return redirect("appointments:days_off")
    facts = {
        "form": form,
        "days_off": DayOff.objects.filter(expert__in=experts).to_come().select_related("expert"),
        "crumbs": [(_("Hours"), reverse("appointments:overview")), (_("Days off"), "")],
    }
    return render(request, "appointments/days_off.html", facts, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    day_off = get_object_or_404(DayOff.objects.select_related("expert__institution", "expert__library"), pk=pk)
    user = require(request.user, Permission.GIVE_HOURS, day_off.expert.sender)
    days_off_actions.remove(day_off, by=user)
    messages.success(request, _("At work on these days. Hours that were called off stay so; new ones are given again."))
    return redirect("appointments:days_off")


def _giving(request: HttpRequest) -> tuple[User, Institution | Library]:
    user = require(request.user, Permission.WORK, NETWORK)
    sender = sender_of(user)
    if sender is None:
        raise PermissionDenied("hours are given by an institution or a library")
    return require(user, Permission.GIVE_HOURS, sender), sender
