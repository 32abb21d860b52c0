"""Staff: what an institution offers to libraries, and which institutions publish by themselves."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ramo.design.forms import Form, SaidChoice
from ramo.network.access import NETWORK, Permission, require, scopes_of
from ramo.network.models import Institution

from . import offering_actions, wording
from .errors import AlreadyOver, IdentifierInText
from .models import Event, Host, OwnPublisher
from .reach import require_offered, standing_of


class SendBackForm(Form):
    because = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("The institution reads it. Say what would suit you."),
        max_length=160,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PublisherForm(Form):
    institution = SaidChoice(Institution.objects.published(), label=gettext_lazy("Which institution?"))


@require_http_methods(["GET", "HEAD", "POST"])
def offered(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as people will read it, and the word of who looks after its libraries."""
    event = get_object_or_404(Event.objects.whole().exclude(institution=None), pk=pk)
    user = require_offered(request.user, event)
    if request.method == "GET":
        for scope in scopes_of(user):
            offering_actions.seen(event, scope)
    form = SendBackForm(request.POST or None)
    if form.is_valid():
        try:
            offering_actions.send_back(event, form.cleaned_data["because"], by=user)
            messages.success(request, _("Sent back. The institution reads why."))
            return redirect("events:events")
        except IdentifierInText:
            form.add_error("because", _("This looks like a personal number. Remove it – we do not need it."))
        except AlreadyOver:
            form.add_error(None, _("It is published already."))
    facts = {
        "event": event,
        "hosts": Host.objects.filter(event=event).whole(),
        "when": wording.when(event),
        "led_by": wording.led_by(event),
        "price": wording.price(event),
        "form": form,
        "crumbs": [(_("Events"), reverse("events:events")), (event.title_bg, "")],
    }
    return render(request, "events/desk/offered.html", facts, status=422 if form.errors else 200)


@require_POST
def publish_offered(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event.objects.whole().exclude(institution=None), pk=pk)
    user = require_offered(request.user, event)
    try:
        count = offering_actions.publish(event, by=user, vouched_as=standing_of(user))
    except AlreadyOver:
        messages.error(request, _("There is nothing to publish: it is published, or its time has passed."))
    else:
        said = ngettext("Published: %(number)s date.", "Published: %(number)s dates.", count)
        messages.success(request, said % {"number": count})
    return redirect("events:events")


@require_http_methods(["GET", "HEAD", "POST"])
def publishers(request: HttpRequest) -> HttpResponse:
    """Which institutions need no second person for their own events."""
    user = require(request.user, Permission.EDIT_EVENT, NETWORK)
    form = PublisherForm(request.POST or None)
    if form.is_valid():
        is_on = "off" not in request.POST
        offering_actions.let_publish(form.cleaned_data["institution"], may=is_on, by=user)
        messages.success(request, _("It publishes by itself now.") if is_on else _("A library publishes for it now."))
        return redirect("events:publishers")
    facts = {
        "form": form,
        "publishers": OwnPublisher.objects.select_related("institution"),
        "crumbs": [(_("Events"), reverse("events:events")), (_("Who publishes by themselves"), "")],
    }
    return render(request, "events/desk/publishers.html", facts, status=422 if form.errors else 200)
