"""Whose things are counted, where, and by which places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q

from ramo.kit import clock
from ramo.network.models import Institution, OfficeTerritory
from ramo.reports.data import Subject
from ramo.services.models import Service
from ramo.vocabularies.models import District, Municipality

TOTAL, NOWHERE = "", "-"  # in the place of a municipality or a district
Counts = dict[tuple[str, str], int]  # by figure and place
MOST_LEVELS = 5  # of offices under offices


@dataclass(frozen=True, slots=True)
class Scope:
    """`offices`: the partner and all under it. `areas`: those whose e-service it or one above it answers for."""

    subject: Subject
    offices: tuple[str, ...]
    names: tuple[str, ...]
    areas: tuple[str, ...]
    served: tuple[str, ...]  # municipalities of the office, where its register names any

    @classmethod
    def of(cls, subject: Subject) -> "Scope":
        partner = subject.institution
        offices = _with_offices(partner)
        names = {name for each in offices for name in (each.abbreviation_bg, each.name_bg) if name}
        served = OfficeTerritory.objects.filter(institution=partner).values_list("municipality", flat=True)
        return cls(
            subject,
            offices=tuple(sorted(each.pk for each in offices)),
            names=tuple(sorted(names)),
            areas=tuple(Service.objects.filter(partner__in=_with_those_above(partner)).values_list("area", flat=True)),
            served=tuple(served),
        )

    @property
    def is_demo(self) -> bool:
        return self.subject.institution.is_demo

    @property
    def place(self) -> str:
        """The column of a library by which its figures are told apart."""
        return "municipality" if self.subject.district else "district"

    def places(self) -> "list[District] | list[Municipality]":
        if self.subject.district:
            return list(Municipality.objects.filter(district=self.subject.district).order_by("name_bg"))
        return list(District.objects.order_by("name_bg"))

    def at_libraries(self, column: str = "library") -> Q:
        """Libraries of the district asked for; invented ones count for an invented partner alone."""
        within = Q(**{f"{column}__is_demo": self.is_demo})
        return within & Q(**{f"{column}__district": self.subject.district}) if self.subject.district else within

    def in_territory(self) -> Q:
        """Of what belongs to a field and names no partner: only where this partner works."""
        within, partner = self.at_libraries(), self.subject.institution
        if self.served:
            return within & Q(library__municipality__in=self.served)
        return within & Q(library__district=partner.district_id) if partner.district_id else within

    @property
    def first_moment(self) -> datetime:
        return datetime.combine(self.subject.period.first, time.min, tzinfo=clock.COUNTRY_ZONE)

    @property
    def end(self) -> datetime:
        """The midnight after the last day."""
        return datetime.combine(self.subject.period.last + timedelta(days=1), time.min, tzinfo=clock.COUNTRY_ZONE)


def by_place(rows: Iterable[dict[str, object]], place: str) -> Counts:
    """Rows of `.values(place).annotate(figure=…)` as counts."""
    counts: Counts = {}
    for row in rows:
        where = str(row.pop(place) or NOWHERE)
        for figure, count in row.items():
            counts[figure, where] = counts.get((figure, where), 0) + int(str(count or 0))
    return counts


def _with_offices(partner: Institution) -> list[Institution]:
    found, level = [partner], [partner]
    for _level in range(MOST_LEVELS):
        level = list(Institution.objects.filter(parent__in=level, is_demo=partner.is_demo))
        level = [each for each in level if each not in found]
        if not level:
            break
        found += level
    return found


def _with_those_above(partner: Institution) -> list[Institution]:
    found: list[Institution] = []
    each: Institution | None = partner
    while each is not None and each not in found:
        found.append(each)
        each = each.parent
    return found
