"""What anybody reads and writes here: the statement, and what was in the way."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ramo.design.views import too_many
from ramo.network.access import public

from . import actions
from .errors import IdentifierInText, TooManyBarriers
from .forms import BarrierForm
from .models import StatementReview
from .statement import PREPARED_ON


@public
@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    facts = {
        "crumbs": [(_("Accessibility statement"), "")],
        "address": settings.PUBLIC_ADDRESS,
        "prepared_on": PREPARED_ON,
        "reviewed_on": StatementReview.last_day(),
    }
    return render(request, "accessibility/statement.html", facts)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def barrier(request: HttpRequest) -> HttpResponse:
    form = BarrierForm(request.POST or None)
    if form.is_valid():
        try:
            actions.report_barrier(form.barrier())
        except IdentifierInText:
            form.add_error(None, _("This looks like a phone or a personal number. Remove it – we do not need it."))
        except TooManyBarriers as flood:
            return too_many(request, flood)
        else:
            return redirect(reverse("accessibility:barrier") + "?thanks=1")
    crumbs = [(_("Accessibility statement"), reverse("accessibility:statement")), (_("What was in your way"), "")]
    is_sent = "thanks" in request.GET and request.method != "POST"
    template = "accessibility/barrier_sent.html" if is_sent else "accessibility/barrier.html"
    return render(request, template, {"form": form, "crumbs": crumbs}, status=422 if form.errors else 200)
