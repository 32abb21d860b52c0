"""What somebody wants to hear of, in words."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.kit.languages import said
from ramo.search.data import SearchQuery
from ramo.search.kinds import kind_of
from ramo.search.page import where
from ramo.vocabularies.models import Area, District, OccupationGroup


def in_words(query: SearchQuery) -> str:
    """„шивачка“ · Обява за работа · до 20 км от Росен дол."""
    return " · ".join(_parts(query))


def _parts(query: SearchQuery) -> Iterator[str]:
    language = get_language()
    if query.text:
        yield _("“%(words)s”") % {"words": query.text}
    yield from (str(kind_of(kind).label) for kind in query.kinds)
    areas, districts = Area.objects.in_bulk(query.areas), District.objects.in_bulk(query.districts)
    yield from (str(said(areas[key], "short", language)) for key in query.areas if key in areas)
    groups = OccupationGroup.objects.in_bulk(query.occupations)
    yield from (str(said(groups[code], "label", language)) for code in query.occupations if code in groups)
    if near := where(query):
        yield near
    names = (str(said(districts[code], "name", language)) for code in query.districts if code in districts)
    yield from (_("district of %(name)s") % {"name": name} for name in names)
    if not (query.text or query.kinds or query.areas or groups):
        yield _("everything")
