"""The office: the letters of the last month."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ramo.mailing import actions
from ramo.mailing.errors import NothingToSend
from ramo.mailing.models import OutgoingMail, OutgoingMailQuerySet
from ramo.network.access import NETWORK, Permission, require

from .reading import text_of

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Tray:
    """Letters that need the same from the office."""

    key: str
    label: str | Promise
    pick: Callable[[OutgoingMailQuerySet], OutgoingMailQuerySet]
    nothing: str | Promise

    @property
    def letters(self) -> OutgoingMailQuerySet:
        return self.pick(OutgoingMail.objects.all()).order_by("-queued_at", "-pk")

    @property
    def count(self) -> int:
        return self.letters.count()


TRAYS = {
    tray.key: tray
    for tray in (
        Tray(
            "failed",
            gettext_lazy("Did not arrive"),
            OutgoingMailQuerySet.failed,
            gettext_lazy("Every letter arrived, as far as we know."),
        ),
        Tray("waiting", gettext_lazy("Waiting"), OutgoingMailQuerySet.waiting, gettext_lazy("No letter waits.")),
        Tray(
            "left",
            pgettext_lazy("letter", "Left"),
            OutgoingMailQuerySet.left,
            gettext_lazy("No letter left in 30 days."),
        ),
    )
}


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    require(request.user, Permission.READ_LETTERS, NETWORK)
    tray = TRAYS.get(request.GET.get("tray", ""), TRAYS["failed"])
    facts = {
        "trays": TRAYS.values(),
        "tray": tray,
        "page": Paginator(tray.letters, AT_ONCE).get_page(request.GET.get("page")),
        "query": f"tray={tray.key}&",
        "stay_here": not settings.EMAIL_HOST,
        "crumbs": [(_("Letters"), "")],
    }
    return render(request, "letters/letters.html", facts)


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, Permission.READ_LETTERS, NETWORK)
    found = get_object_or_404(OutgoingMail, pk=pk)
    facts = {"letter": found, "text": text_of(found), "is_followed": settings.RAMO_DEMO}
    return render(request, "letters/letter.html", facts)


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    user = require(request.user, Permission.READ_LETTERS, NETWORK)
    found = get_object_or_404(OutgoingMail, pk=pk)
    try:
        actions.try_again(found, by=user)
    except NothingToSend:
        messages.error(request, _("This letter has left, or its text is deleted. There is nothing to send."))
    else:
        messages.success(request, _("It is tried again within a minute."))
    return redirect("letters:letters")
