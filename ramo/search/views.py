"""The search page: one box, results with their trust, facets, and help when nothing is found."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.kit.public import public

from . import archive, places
from .addresses import address
from .archive_page import archive_page_of
from .completion import completions
from .data import SearchResults
from .engine import close_words, search
from .forms import SearchForm
from .near import near_occupations
from .page import Link, Page, page_of
from .places import PlaceAnswer
from .ways import Aids

CLOSE_TO = 3  # words that nothing holds, for each of which one much like it is looked for


@public
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    place = places.look_up(form.typed_place)
    form.show(place.label or place.typed)
    form.offer_completions()
    if place.is_unknown:
        form.add_error(
            "p", _("We do not know the place “%(place)s”. Check how it is spelled.") % {"place": place.typed}
        )
    is_asked = not (form.errors or form.is_empty or place.choices)
    context = {
        "form": form,
        "place": place,
        "place_links": [Link(each.label, address(form.query(each.place))) for each in place.choices],
        "page": _page(form, place) if is_asked else None,
        "crumbs": [(_("Search"), "")],
    }
    return render(request, "search/search.html", context)


@public
@require_safe
def expired(request: HttpRequest) -> HttpResponse:
    """What the search page counted and hid; whoever has not asked anything clear is led back to it."""
    form = SearchForm(request.GET)
    place = places.look_up(form.typed_place)
    if form.errors or form.is_empty or place.choices or place.is_unknown:
        return redirect(f"{reverse('search:search')}?{request.GET.urlencode()}")
    shown = archive_page_of(archive.past(form.query(place.place)))
    crumbs = [(_("Search"), shown.back_address), (_("Past their date"), "")]
    return render(request, "search/expired.html", {"page": shown, "crumbs": crumbs})


@public
@require_safe
def complete(request: HttpRequest) -> JsonResponse:
    """Whole questions that begin like the one being typed, for the script of the box; kept by nobody."""
    form = SearchForm(request.GET)
    return JsonResponse({"lines": completions(form.typed)}, json_dumps_params={"ensure_ascii": False})


def _page(form: SearchForm, place: PlaceAnswer) -> Page:
    results = search(form.query(place.place))
    return page_of(results, Aids() if results.total else _aids(results))


def _aids(results: SearchResults) -> Aids:
    reading = results.reading
    if results.elsewhere.anywhere:
        return Aids(occupations=near_occupations(reading.shown))
    return Aids(tuple(close_words(" ".join(reading.missing[:CLOSE_TO]))), near_occupations(reading.shown))
