"""Staff: addresses in trouble, each with its exact spots, mended everywhere in one act."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ramo.accounts.models import User
from ramo.design.words import day
from ramo.network.access import Permission, require_somewhere

from . import link_actions
from .errors import LinkGone, SameAddress
from .forms import NewAddressForm
from .link_actions import Mended
from .models import WatchedLink
from .triage import counts, in_trouble, rows_of, scopes_of, within

PAGE_SIZE = 20


@require_safe
def triage(request: HttpRequest) -> HttpResponse:
    user = require_somewhere(request.user, Permission.MEND_LINKS)
    return _page(request, user)


@require_POST
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    user = require_somewhere(request.user, Permission.MEND_LINKS)
    link = _link_or_404(user, pk)
    form = NewAddressForm(request.POST, auto_id=f"to-{pk}-%s")
    if form.is_valid():
        try:
            to = form.cleaned_data["address"]
            done = link_actions.mend_everywhere(link, to=to, scopes=scopes_of(user), by=user)
        except LinkGone:
            return _already(request)
        except SameAddress:
            form.add_error("address", _("This is the old address. Write the new one."))
        else:
            _tell(request, done)
            return redirect("watch:triage")
    return _page(request, user, refused=(link.pk, form))


@require_POST
def works(request: HttpRequest, pk: int) -> HttpResponse:
    user = require_somewhere(request.user, Permission.MEND_LINKS)
    try:
        until = link_actions.put_aside(_link_or_404(user, pk), by=user)
    except LinkGone:
        return _already(request)
    said = _("Noted. We look again on %(day)s and tell you if it still fails.")
    messages.success(request, said % {"day": day(until)})
    return redirect("watch:triage")


@require_POST
def was_read(request: HttpRequest, pk: int) -> HttpResponse:
    user = require_somewhere(request.user, Permission.MEND_LINKS)
    try:
        link_actions.mark_read(_link_or_404(user, pk), by=user)
    except LinkGone:
        return _already(request)
    messages.success(request, _("Noted. If our text is still true, confirm it on its own page as well."))
    return redirect("watch:triage")


def _page(request: HttpRequest, user: User, *, refused: tuple[int, NewAddressForm] | None = None) -> HttpResponse:
    scopes = scopes_of(user)
    found = in_trouble(scopes)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    facts = {
        "page": page,
        "rows": rows_of(list(page), scopes, refused=dict([refused]) if refused else {}),
        "counts": counts(found),
        "aside": WatchedLink.objects.aside().filter(spots__in=within(scopes)).distinct().count(),
        "watched": WatchedLink.objects.filter(spots__in=within(scopes)).distinct().count(),
        "crumbs": [(_("Addresses in trouble"), "")],
    }
    return render(request, "watch/triage.html", facts, status=422 if refused else 200)


def _already(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Somebody was faster: this address stands nowhere any more."))
    return redirect("watch:triage")


def _link_or_404(user: User, pk: int) -> WatchedLink:
    """Only one with a spot within reach."""
    found = WatchedLink.objects.filter(pk=pk, spots__in=within(scopes_of(user))).distinct().first()
    if found is None:
        raise Http404
    return found


def _tell(request: HttpRequest, done: Mended) -> None:
    if count := len(done.written):
        said = ngettext(
            "Corrected in %(count)d place. The text waits for a new check.",
            "Corrected in %(count)d places. The texts wait for a new check.",
            count,
        )
        messages.success(request, said % {"count": count})
    if done.by_hand:
        names = "; ".join(dict.fromkeys(spot.title for spot in done.by_hand))
        messages.warning(
            request, _("Not written, because it is somebody else’s or a draft: %(names)s.") % {"names": names}
        )
