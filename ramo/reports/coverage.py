"""How far the network reaches: libraries by district, or by municipality of one district."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramo.kit import clock
from ramo.kit.languages import said
from ramo.kit.spreadsheet import Cell
from ramo.network import maps
from ramo.network.models import Library, LibraryQuerySet
from ramo.vocabularies.models import District, Municipality

from .activity import with_recent
from .data import Area, Coverage
from .waiting import by_district, contacts_waiting

SHADES = (60, 70, 80, 90)


def of_districts(districts: Sequence[District]) -> list[Coverage]:
    waiting = {row.district.pk: row.total for row in by_district(districts, with_network=False) if row.district}
    return _counted(districts, Library.objects.all(), "district", waiting)


def of_municipalities(district: District) -> list[Coverage]:
    """What waits here is the contacts alone: institutions and reports belong to the whole district."""
    libraries = Library.objects.filter(district=district)
    areas = Municipality.objects.filter(district=district).order_by("name_bg")
    members = libraries.in_network().active()
    return _counted(areas, libraries, "municipality", contacts_waiting("municipality", members))


def _counted(areas: Iterable[Area], libraries: LibraryQuerySet, column: str, waiting: dict[str, int]) -> list[Coverage]:
    member = Q(joined_on__isnull=False, left_on=None, status=Library.Status.ACTIVE)
    counted = (
        with_recent(libraries)
        .order_by()
        .values(column)
        .annotate(
            registered=Count("pk", filter=Q(status=Library.Status.ACTIVE)),
            members=Count("pk", filter=member),
            active=Count("pk", filter=member & Q(is_recent=True)),
            verified=Count("pk", filter=member & Q(verified_on__isnull=False, valid_until__gte=clock.today())),
        )
    )
    counts = {row.pop(column): row for row in counted}
    nothing = {"registered": 0, "members": 0, "active": 0, "verified": 0}
    return [Coverage(area, **counts.get(area.pk, nothing), waiting=waiting.get(area.pk, 0)) for area in areas]


def painted(outlines: maps.Outlines, rows: Sequence[Coverage], *, linked: bool) -> list[maps.Painted]:
    """Shares of active libraries; an area without a member has no shade."""
    by_code = {row.area.pk: row for row in rows}
    return [_painted(shape, by_code.get(code), linked) for code, shape in outlines.shapes.items()]


def _painted(shape: maps.Shape, row: Coverage | None, linked: bool) -> maps.Painted:
    if row is None or row.active_share is None:
        return maps.Painted(shape, 0, "", "")
    label = _("%(name)s: %(active)d of %(members)d active") % {
        "name": said(row.area, "name", get_language()),
        "active": row.active,
        "members": row.members,
    }
    link = f"?o={row.area.pk}" if linked else ""
    return maps.Painted(shape, maps.step(row.active_share, SHADES), str(row.active_share), label, link)


def as_table(rows: Sequence[Coverage]) -> Iterator[Sequence[Cell]]:
    """With its head, in the reader's language."""
    yield (
        _("Code"),
        _("Name"),
        _("Libraries that work"),
        _("In the network"),
        _("Active in 30 days"),
        _("Active, %"),
        _("Contacts in force"),
        _("Contacts in force, %"),
        _("Waiting for a check"),
    )
    for row in rows:
        name = str(said(row.area, "name", get_language()))
        counts = (row.registered, row.members, row.active, row.active_share, row.verified, row.verified_share)
        yield (row.area.pk, name, *counts, row.waiting)
