"""Staff: offers in which a source now says otherwise than a person did; each is chosen on the offer's own page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.listings.corrections import label_of
from ramo.listings.data import ListingKind
from ramo.listings.lookup import ROOM_OF
from ramo.listings.models import MODELS, Listing, Sighting

from .models import Source
from .reach import require_source

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Row:
    listing: Listing
    fields: str

    @property
    def link(self) -> str:
        return reverse("listings:edit", args=[ROOM_OF[self.listing.KIND], self.listing.pk])


@require_safe
def kept(request: HttpRequest, key: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.select_related("institution", "district"), pk=key)
    require_source(request.user, source)
    found = Sighting.objects.disputed().filter(source_key=source.pk).order_by("kind", "listing")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    crumbs = [
        (_("Sources"), reverse("harvest:sources")),
        (source.name, reverse("harvest:source", args=[source.pk])),
        (_("Kept corrections"), ""),
    ]
    facts = {"source": source, "page": page, "query": "", "rows": list(_rows(list(page))), "crumbs": crumbs}
    return render(request, "harvest/kept.html", facts)


def _rows(sightings: list[Sighting]) -> Iterator[Row]:
    for kind, model in MODELS.items():
        of_kind = [each for each in sightings if each.kind == kind]
        listings = model._base_manager.in_bulk([each.listing for each in of_kind]) if of_kind else {}
        for each in of_kind:
            yield Row(listings[each.listing], _words(ListingKind(kind), each))


def _words(kind: ListingKind, sighting: Sighting) -> str:
    return ", ".join(label_of(kind, name) for name in sighting.otherwise or {})
