"""The search page: one box, results with their trust, facets, and help when nothing is found."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ramo.kit.public import public

from . import places
from .addresses import address
from .completion import completions
from .engine import close_words, search
from .forms import SearchForm
from .page import Link, Page, page_of
from .places import PlaceAnswer

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
def complete(request: HttpRequest) -> JsonResponse:
    """Whole questions that begin like the one being typed, for the script of the box; kept by nobody."""
    form = SearchForm(request.GET)
    return JsonResponse({"lines": completions(form.typed)}, json_dumps_params={"ensure_ascii": False})


def _page(form: SearchForm, place: PlaceAnswer) -> Page:
    results = search(form.query(place.place))
    is_dead_end = not (results.total or results.elsewhere.anywhere)
    return page_of(results, close_words(" ".join(results.reading.missing[:CLOSE_TO])) if is_dead_end else ())
