"""Referral slips: written at the desk, printed, and marked by the office that the person came to."""

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ramo.accounts.errors import TooManyTries
from ramo.accounts.tries import claim_try
from ramo.design.views import too_many
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.access import public
from ramo.search.models import IndexCard

from . import slip_actions as actions
from .choices import LogChoices
from .desk_views import at_desk
from .errors import DayNotOffered, NotOffered, SubmissionElsewhere
from .memory import DeskMemory
from .models import ReferralSlip
from .models.slips import HOLDS
from .slip_forms import CodeForm, SlipForm

REFERRED = "referred"  # the outcome that the log then offers


@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest) -> HttpResponse:
    here, memory = at_desk(request), DeskMemory.of(request.session)
    form = SlipForm(here.library, LogChoices.read(), request.POST or None, initial={"area": memory.area})
    if form.is_valid():
        data = form.data_given()
        try:
            new = actions.write_slip(
                library=here.library, data=data, submission=form.cleaned_data["submission"], by=here.user
            )
        except (DayNotOffered, NotOffered, SubmissionElsewhere):
            form.add_error(None, _("The slip was not written: open this page again and choose once more."))
        else:
            if new:
                memory.slip, memory.slip_code, memory.slip_need = new.number, new.code, data.need
                memory.area, memory.outcome = data.area, REFERRED
                memory.keep(request.session)
            return redirect("desk:slip_print")
    facts = {"form": form, "crumbs": [*_to_desk(), (_("Referral slip"), "")]}
    return render(request, "desk/slip.html", facts, status=422 if form.errors else 200)


@require_safe
def slip_to_print(request: HttpRequest) -> HttpResponse:
    """Until the session ends; afterwards nobody can read the code again."""
    here, memory = at_desk(request), DeskMemory.of(request.session)
    rows = ReferralSlip.objects.for_library(here.library).select_related("area", "referral", "institution")
    found = rows.filter(pk=memory.slip).first()
    if found is None:
        messages.error(request, _("There is no slip to print. Write one."))
        return redirect("desk:slip")
    facts = {
        "slip": found,
        "code": memory.slip_code,
        "until": found.made_on + HOLDS,
        "papers": _papers(memory.slip_need),
        "library": here.library,
        "address": _address(),
        "code_address": f"{_address()}?k={memory.slip_code}",
        "crumbs": [*_to_desk(), (_("Referral slip"), reverse("desk:slip")), (_("To print"), "")],
    }
    return render(request, "desk/slip_print.html", facts)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def arrived(request: HttpRequest) -> HttpResponse:
    """For the office, without an account. The answer is the same for every code that a slip could bear."""
    if request.method != "POST":
        form = CodeForm(initial={"k": request.GET.get("k", "")[:30]})
        return render(request, "desk/arrived.html", {"form": form, "is_done": "thanks" in request.GET})
    try:
        claim_try(get_ip(request))
    except TooManyTries as flood:
        return too_many(request, flood)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/arrived.html", {"form": form}, status=422)
    actions.mark_arrived(code=form.cleaned_data["k"])
    return redirect(f"{reverse('desk:arrived')}?thanks=1")


def _papers(need: str) -> list[str]:
    card = IndexCard.objects.live().filter(kind="need", key=need).first() if need else None
    if card is None or card.sheet is None:
        return []
    papers: dict[str, list[str]] = card.sheet["papers"]
    return papers.get((get_language() or SOURCE_LANGUAGE)[:2]) or papers[SOURCE_LANGUAGE]


def _address() -> str:
    """Of the office's page: in Bulgarian, whatever language the person reads."""
    with translation.override(SOURCE_LANGUAGE):
        return f"{settings.PUBLIC_ADDRESS}{reverse('desk:arrived')}"


def _to_desk() -> list[tuple[str, str]]:
    return [(_("Desk"), reverse("desk:desk"))]
