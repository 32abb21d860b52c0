"""Staff: writing offers by hand, saying that they are still true, and taking them down."""

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ramo.accounts.models import User
from ramo.design import words
from ramo.network.access import Permission, require
from ramo.network.models import Institution
from ramo.trust.data import Reason
from ramo.trust.errors import AlreadyWithdrawn, ValidUntilPassed
from ramo.trust.models import ChangeReport
from ramo.vocabularies.models import Settlement

from . import actions, desk, labels, pages
from .actions import BY_HAND
from .addresses import address_of
from .corrections import disputes_of
from .data import AnyListingData, ListingKind, Provenance
from .errors import IdentifierInText, NothingToSplit, NotYours
from .forms import FORMS, ListingForm
from .lookup import ROOM_OF, ROOMS, listing_or_404
from .models import Listing, Sighting
from .reach import Reach, may_write_in, require_edit, standing_of
from .writing import data_of

AT_ONCE = 25
Done = TypeVar("Done")
_NEW = {
    ListingKind.VACANCY: gettext_lazy("New vacancy"),
    ListingKind.COURSE: gettext_lazy("New course"),
    ListingKind.CALL: gettext_lazy("New funding call"),
    ListingKind.CULTURE: gettext_lazy("New cultural product"),
}
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    reach = Reach.of(request.user)
    require(request.user, Permission.EDIT_LISTING, reach.scope)
    kind = ROOMS.get(request.GET.get("kind", ""), ListingKind.VACANCY)
    usual = "ending" if request.GET.get("reason") == Reason.DUE_SOON else "current"
    shelf = desk.SHELVES.get(request.GET.get("shelf", usual), desk.SHELVES["current"])
    rows = desk.within(reach, kind)
    page = Paginator(shelf.pick(rows), AT_ONCE).get_page(request.GET.get("page"))
    facts = {
        "kinds": [(ROOM_OF[each], label) for each, label in labels.LISTS.items()],
        "shelves": [(each, each.pick(rows).count()) for each in desk.SHELVES.values()],
        "room": ROOM_OF[kind],
        "shelf": shelf,
        "page": page,
        "reports": desk.reports_within(reach),
        "entries": list(zip(page, pages.entries_of(list(page)), strict=True)),
        "query": f"kind={ROOM_OF[kind]}&shelf={shelf.key}&",
        "crumbs": [(_("Offers"), "")],
    }
    return render(request, "listings/desk/offers.html", facts)


@form_methods
def new(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in ROOMS:
        raise Http404
    reach = Reach.of(request.user)
    user = require(request.user, Permission.EDIT_LISTING, reach.scope)
    shape = FORMS[ROOMS[kind]]
    last = desk.last_written(reach, ROOMS[kind])
    begun = {"submission": uuid4(), **_own_institution(reach), **(shape.begun_from(last) if last else {})}
    form = shape(request.POST or None, owners=reach.owners(), initial=begun)
    if form.is_valid() and (put := _put(form, reach, user)):
        return _written(request, put.listing)
    facts = {"form": form, "heading": str(_NEW[ROOMS[kind]]), "crumbs": _crumbs(str(_NEW[ROOMS[kind]]))}
    return render(request, "listings/desk/form.html", facts, status=422 if form.errors else 200)


@form_methods
def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    listing = listing_or_404(kind, pk)
    user, reach = require_edit(request.user, listing), Reach.of(request.user)
    was = data_of(listing)
    form = FORMS[listing.KIND](
        request.POST or None, owners=_with(reach.owners(), listing), was=was, initial={"submission": uuid4()}
    )
    if form.is_valid() and _amended(form, listing, was, (reach, user)):
        return _written(request, listing)
    facts = {
        "form": form,
        "listing": listing,
        "room": kind,
        "address": address_of(listing),
        "disputes": disputes_of(listing),
        "sightings": Sighting.objects.of(listing.KIND, listing.pk),
        "heading": listing.title,
        "crumbs": _crumbs(listing.title),
    }
    return render(request, "listings/desk/form.html", facts, status=422 if form.errors else 200)


@require_POST
def confirm(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    listing = listing_or_404(kind, pk)
    user = require_edit(request.user, listing)
    try:
        said = actions.confirm(listing, by=user, verified_as=standing_of(user))
    except (AlreadyWithdrawn, ValidUntilPassed):
        messages.error(request, _("Its date has passed or it is taken down. Open it and write a new date."))
    else:
        day = words.day(said.valid_until)
        messages.success(request, _("Still true. It is shown until %(day)s.") % {"day": day})
    return _back(request, kind)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """To a reader who said that an offer changed."""
    report = get_object_or_404(ChangeReport, pk=pk)
    listing = desk.reported_or_404(report)
    user = require_edit(request.user, listing)
    outcome = request.POST.get("outcome", "")
    if outcome not in ChangeReport.Outcome.values:
        raise Http404
    try:
        actions.answer_report(
            report, listing, outcome=ChangeReport.Outcome(outcome), by=user, said_by=standing_of(user)
        )
    except (AlreadyWithdrawn, ValidUntilPassed):
        messages.error(request, _("Its date has passed or it is taken down. Open it and write a new date."))
    else:
        messages.success(request, _("The reader’s word is answered."))
    return _back(request, ROOM_OF[listing.KIND])


@require_POST
def withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    listing = listing_or_404(kind, pk)
    actions.withdraw(listing, by=require_edit(request.user, listing))
    messages.success(request, _("Taken down. No source brings it back by itself."))
    return _back(request, kind)


@require_POST
def restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    listing = listing_or_404(kind, pk)
    user = require_edit(request.user, listing)
    try:
        actions.restore(listing, by=user, vouched_as=standing_of(user))
    except ValidUntilPassed:
        messages.error(request, _("Its date has passed. Open it and write a new date."))
    else:
        messages.success(request, _("It is shown again."))
    return _back(request, kind)


@require_POST
def split(request: HttpRequest, kind: str, pk: int, sighting: int) -> HttpResponse:
    listing = listing_or_404(kind, pk)
    user = require_edit(request.user, listing)
    found = get_object_or_404(Sighting.objects.of(listing.KIND, listing.pk), pk=sighting)
    try:
        alone = actions.split(found, by=user)
    except NothingToSplit:
        messages.error(request, _("This source brought the offer. Only what was added to it can stand alone."))
        return redirect("listings:edit", kind=kind, pk=pk)
    messages.success(request, _("These are two offers now. This is the one that stands alone."))
    return redirect("listings:edit", kind=kind, pk=alone.pk)


def _put(form: ListingForm, reach: Reach, user: User) -> actions.Put | None:
    provenance = Provenance(BY_HAND, str(form.cleaned_data["submission"]))

    def write() -> actions.Put:
        data = form.offer()
        _refuse_foreign(data, reach)
        return actions.put(data, provenance=provenance, by=user, vouched_as=standing_of(user))

    return _told(form, write)


def _amended(form: ListingForm, listing: Listing, was: AnyListingData, who: tuple[Reach, User]) -> bool:
    reach, user = who

    def write() -> bool:
        data = form.offer_after(was)
        if (data.places, data.institution) != (was.places, was.institution):
            _refuse_foreign(data, reach)
        actions.amend(listing, data, by=user, vouched_as=standing_of(user))
        return True

    return bool(_told(form, write))


def _told(form: ListingForm, write: Callable[[], Done]) -> Done | None:
    try:
        return write()
    except IdentifierInText as refusal:
        column = refusal.column if refusal.column in form.fields else None
        form.add_error(column, _("This looks like a personal number (EGN). Remove it – we do not need it."))
    except NotYours:
        form.add_error("places", _("“Where”: this place lies outside your district. Choose one in it."))
    except (ValidUntilPassed, AlreadyWithdrawn):
        form.add_error("valid_until", _("This day has passed. Write a later one."))
    return None


def _refuse_foreign(data: AnyListingData, reach: Reach) -> None:
    districts = set(Settlement.objects.filter(pk__in=data.places).values_list("municipality__district", flat=True))
    if not may_write_in(reach, institution=data.institution, districts=districts):
        raise NotYours


def _written(request: HttpRequest, listing: Listing) -> HttpResponse:
    day = words.day(listing.valid_until) if listing.valid_until else ""
    messages.success(request, _("Written. It is shown until %(day)s.") % {"day": day})
    return redirect("listings:edit", kind=ROOM_OF[listing.KIND], pk=listing.pk)


def _back(request: HttpRequest, kind: str) -> HttpResponse:
    shelf = request.POST.get("shelf", "")
    query = f"?kind={kind}" + (f"&shelf={shelf}" if shelf in desk.SHELVES else "")
    return redirect(reverse("listings:offers") + query)


def _own_institution(reach: Reach) -> dict[str, object]:
    """The first offer of a partner begins from what is known of the institution."""
    if len(reach.institutions) != 1:
        return {}
    (own,) = reach.institutions
    name = own.abbreviation_bg or own.name_bg
    return {"institution": own, "phone": own.phone, "source_label": name, "source_url": own.website}


def _with(owners: QuerySet[Institution], listing: Listing) -> QuerySet[Institution]:
    """The institution of the offer is always a choice, also where its writer works for none."""
    return owners | Institution.objects.filter(pk=listing.institution_id or "")


def _crumbs(title: str) -> list[tuple[str, str]]:
    return [(_("Offers"), reverse("listings:offers")), (title, "")]
