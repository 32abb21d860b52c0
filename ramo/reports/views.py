"""Anybody: what the paper with this number is, and whether a later one replaces it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.network.access import public

from .forms import NumberForm
from .paper import spaced, territory_name
from .reach import find


@public
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Every number that could be one has its own address."""
    form = NumberForm(request.GET if "k" in request.GET else None)
    if form.is_valid():
        return redirect("reports:proof_check", form.cleaned_data["k"].slug)
    facts = {"form": form, "crumbs": [(_("Check a paper"), "")]}
    return render(request, "reports/check.html", facts, status=422 if form.errors else 200)


@public
@require_safe
def proof_check(request: HttpRequest, slug: str) -> HttpResponse:
    found = find(slug)
    facts: dict[str, object] = {"proof": found, "form": NumberForm(), "crumbs": [(_("Check a paper"), "")]}
    if found is None:
        return render(request, "reports/no_such_proof.html", facts, status=404)
    facts |= {"territory": territory_name(found.content), "fingerprint": spaced(found.fingerprint)}
    return render(request, "reports/checked.html", facts)
