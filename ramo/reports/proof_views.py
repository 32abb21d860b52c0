"""Staff: proofs of delivery within reach, one to read or keep, a new one ordered and watched."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ramo.kit import clock
from ramo.network.access import Permission, may_somewhere, require_somewhere

from . import actions
from .errors import PeriodNotOver, PeriodUnfit, ReasonNeeded
from .forms import AskForm, initial_of, offered_periods
from .models import Proof, ProofOrder, canonical
from .proof_page import page_of
from .reach import proofs_within, require_maker, require_proof

PAGE_SIZE = 30
TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8", "json": "application/json"}


@require_safe
def proofs(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.SEE_PROOF)
    page = Paginator(proofs_within(user).whole(), PAGE_SIZE).get_page(request.GET.get("page"))
    facts = {
        "page": page,
        "query": "",
        "may_make": may_somewhere(user, Permission.MAKE_PROOF),
        "crumbs": [(_("Proofs of delivery"), "")],
    }
    return render(request, "reports/proofs.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.MAKE_PROOF)
    form = AskForm(request.POST or None, user=user, initial=initial_of(request.GET.get("period", "")))
    if form.is_valid() and (wanted := _ordered(request, form)):
        return redirect("reports:proof_order", wanted.pk)
    facts = {"form": form, "offered": [*offered_periods(clock.today())], "crumbs": _crumbs(_("New proof"))}
    return render(request, "reports/proof_ask.html", facts, status=422 if form.errors else 200)


def _ordered(request: HttpRequest, form: AskForm) -> ProofOrder | None:
    subject = form.subject()
    user = require_maker(request.user, subject.district)
    try:
        return actions.order(subject, reason=form.cleaned_data["reason"], by=user)
    except PeriodNotOver:
        form.add_error("last", _("The period has not ended: its last day is yesterday at the latest."))
    except PeriodUnfit:
        form.add_error("last", _("From the first to the last day is a year at most, and the first comes first."))
    except ReasonNeeded:
        stands = Proof.objects.of(subject).standing().get().number
        said = _("There is № %(number)s of this already. Say why you make another: the reason stands on the paper.")
        form.add_error("reason", said % {"number": stands})
    return None


@require_safe
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; the same page once it is ready leads on to the proof."""
    require_somewhere(request.user, Permission.MAKE_PROOF)
    wanted = get_object_or_404(ProofOrder.objects.select_related("institution", "district", "proof"), pk=pk)
    require_maker(request.user, wanted.district)
    if wanted.proof:
        return redirect("reports:proof", wanted.proof.number.slug)
    facts = {"order": wanted, "again": _fields_of(wanted), "crumbs": _crumbs(_("New proof"))}
    return render(request, "reports/proof_order.html", facts)


@require_safe
def proof(request: HttpRequest, slug: str) -> HttpResponse:
    found = require_proof(request.user, slug)
    facts = {"proof": found, **page_of(found), "crumbs": _crumbs(f"№ {found.number}")}
    return render(request, "reports/proof.html", facts)


@require_safe
def proof_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The bytes as they were made; the figures as the fingerprint reads them."""
    found = require_proof(request.user, slug)
    if kind not in TYPES:
        raise Http404
    content = canonical(found.content) if kind == "json" else bytes(getattr(found, kind))
    return HttpResponse(
        content,
        content_type=TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{found.number.slug}.{kind}"',
            "Cache-Control": "private, no-store",
        },
    )


def _fields_of(wanted: ProofOrder) -> dict[str, str]:
    """What the same press sends again."""
    return {
        "institution": wanted.institution_id,
        "district": wanted.district_id or "",
        "first": wanted.first.isoformat(),
        "last": wanted.last.isoformat(),
        "reason": wanted.reason,
    }


def _crumbs(title: str) -> list[tuple[str, Any]]:
    return [(_("Proofs of delivery"), reverse("reports:proofs")), (title, "")]
