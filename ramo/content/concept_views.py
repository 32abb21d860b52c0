"""A concept beside its page: on paper, and as an earlier edition had it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.kit import clock
from ramo.network.access import public

from .models import ConceptPage


@public
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    concept = get_object_or_404(ConceptPage.objects.shown(), pk=pk)
    address = f"{settings.PUBLIC_ADDRESS}{concept.address}"
    facts = {
        "concept": concept,
        "body": concept.body_shown(),
        "trust": concept.trust_line(),
        "printed_on": clock.today(),
        "library": getattr(request, "chosen_library", None),
        "address": address,
        "typed": address.partition("://")[2].rstrip("/"),
        "crumbs": _crumbs(concept, _("On paper")),
    }
    return render(request, "content/concept_sheet.html", facts)


@public
@require_safe
def edition(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    concept = get_object_or_404(ConceptPage.objects.shown(), pk=pk)
    kept = get_object_or_404(concept.editions, number=number)
    if not kept.is_readable:
        raise Http404
    here = _("Edition %(number)s") % {"number": kept.number}
    facts = {"concept": concept, "edition": kept, "body": kept.body_shown(), "crumbs": _crumbs(concept, here)}
    return render(request, "content/edition.html", facts)


def _crumbs(concept: ConceptPage, here: str) -> list[tuple[str, str]]:
    above = concept.crumbs()
    return [*above[:-1], (above[-1][0], concept.address), (here, "")]
