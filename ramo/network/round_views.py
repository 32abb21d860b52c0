"""Staff page of a round of calls: whose contacts wait, and confirming those that were checked by phone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ramo.accounts.models import User
from ramo.vocabularies.models import District

from . import finder, reach
from .access import Permission, require, require_somewhere
from .models import Library, LibraryQuerySet
from .round_actions import confirm_seen
from .rounds import Round, seen, to_call

PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
def calls(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.OVERSEE)
    if request.method == "POST":
        return _confirm(request, user)
    district = _asked(request)
    return _page(request, _within(user, district), district, status=200)


def _confirm(request: HttpRequest, user: User) -> HttpResponse:
    """Whoever sends a library out of reach is refused whole."""
    ticked = Library.objects.filter(pk__in=request.POST.getlist("number")[:PAGE_SIZE])
    for library in ticked:
        require(user, Permission.EDIT_LIBRARY, library)
    shown = {library.pk: request.POST.get(f"seen-{library.pk}", "") for library in ticked}
    district = _asked(request)
    if not shown:
        messages.error(request, _("Nothing is ticked: tick the libraries whose contacts you checked."))
        return _page(request, _within(user, district), district, status=422)
    _tell(request, confirm_seen(shown, by=user))
    return HttpResponseRedirect(request.get_full_path())


def _tell(request: HttpRequest, result: Round) -> None:
    if count := len(result.confirmed):
        said = ngettext("Confirmed: %(count)d library.", "Confirmed: %(count)d libraries.", count)
        messages.success(request, said % {"count": count})
    if result.left_out:
        names = "; ".join(map(str, result.left_out))
        left_out = _("Not confirmed, because it changed after you opened the page: %(names)s. Look once more.")
        messages.warning(request, left_out % {"names": names})


def _asked(request: HttpRequest) -> District | None:
    code = request.GET.get("o", "")
    return get_object_or_404(District, pk=code) if code.isalnum() else None


def _within(user: User, district: District | None) -> LibraryQuerySet:
    libraries = reach.libraries_within(user, Permission.OVERSEE)
    if district:
        require(user, Permission.OVERSEE, district)
        libraries = libraries.filter(district=district)
    return finder.in_order(to_call(libraries))


def _page(request: HttpRequest, found: LibraryQuerySet, district: District | None, *, status: int) -> HttpResponse:
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    facts = {
        "district": district,
        "page": page,
        "rows": [(library, seen(library)) for library in page],
        "query": f"o={district.pk}&" if district else "",
        "crumbs": [(_("Network"), reverse("network:overview")), (_("Round of calls"), "")],
    }
    return render(request, "network/round.html", facts, status=status)
