"""An act of staff told in a sentence above the next page: done, or why it was refused."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramo.trust.errors import AlreadyWithdrawn

from .errors import ExpertNeeded, NoSuchStep

_REFUSALS: dict[type[Exception], Promise] = {
    ExpertNeeded: _("A health text is confirmed by an expert of its institution or by the office."),
    AlreadyWithdrawn: _("This was withdrawn. Publish it again first."),
    NoSuchStep: _("This step is not open any more. Look at its state now."),
}


def told(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    try:
        act()
    except tuple(_REFUSALS) as refusal:
        messages.error(request, str(_REFUSALS[type(refusal)]))
    else:
        messages.success(request, done)
