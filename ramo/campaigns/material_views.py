"""Materials and days of the calendar: their owner writes and confirms them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User
from ramo.network.access import NETWORK, Permission, require

from . import material_actions
from .forms import DayForm, MaterialForm
from .models import Edition, Material
from .refusals import in_form, in_words


@require_safe
def materials(request: HttpRequest, slug: str) -> HttpResponse:
    edition, _user = _asked(request, slug)
    last = Material.objects.last_versions().filter(edition=edition).select_related("owner").order_by("order")
    facts = {
        "edition": edition,
        "area": edition.kit.area,
        "materials": last,
        "dates": [(day, DayForm(initial={"day": day.on}, auto_id=f"id_{day.pk}_%s")) for day in edition.dates.all()],
        "crumbs": _crumbs(edition),
    }
    return render(request, "campaigns/desk/materials.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def write_material(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What is sent becomes the next version; those before it stay for the history."""
    edition, user = _asked(request, slug)
    material = _last(edition, key)
    form = MaterialForm(request.POST or None, material=material)
    if form.is_valid():
        with in_form(form):
            fresh = material_actions.write_version(material, form.given(), by=user)
            messages.success(request, _("Version %(number)d stands, and you stand for it.") % {"number": fresh.version})
            return redirect("campaigns:materials", slug)
    history = Material.objects.filter(edition=edition, key=key).order_by("-version")
    facts = {"edition": edition, "area": edition.kit.area, "material": material, "form": form, "history": history}
    facts["crumbs"] = _crumbs(edition, material.title_bg)
    return render(request, "campaigns/desk/material.html", facts, status=422 if form.errors else 200)


@require_POST
def confirm_material(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    edition, user = _asked(request, slug)
    with in_words(request):
        material_actions.confirm(_last(edition, key), by=user)
        messages.success(request, _("Confirmed: it holds until the campaign ends."))
    return redirect("campaigns:materials", slug)


def _asked(request: HttpRequest, slug: str) -> tuple[Edition, User]:
    edition = get_object_or_404(Edition.objects.whole(), slug=slug)
    return edition, require(request.user, Permission.VERIFY, edition.partner or NETWORK)


def _last(edition: Edition, key: str) -> Material:
    rows = Material.objects.last_versions().filter(edition=edition, key=key)
    found: Material = get_object_or_404(rows.select_related("owner", "edition"))
    return found


def _crumbs(edition: Edition, here: str = "") -> list[tuple[str, str]]:
    first = [(_("Campaigns"), reverse("campaigns:campaigns_desk"))]
    own = (str(edition), reverse("campaigns:materials", args=[edition.slug]) if here else "")
    return [*first, own, (here, "")] if here else [*first, own]
