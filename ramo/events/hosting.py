"""The libraries of an event as staff type them: one a line, number, places, hall."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ramo.network.models import Library

from .data import HostData

CoHosts = list[tuple[str, int | None, str]]
ALL = {"всички", "all"}
MOST = 1000


def read_hosts(typed: str, reach: "QuerySet[Library]") -> CoHosts:
    """By number, or by the name of a place where only one library of the network is. Refuses a line it cannot read."""
    found: CoHosts = []
    for line in filter(None, (line.strip() for line in typed.splitlines()[:MOST])):
        name, places, hall = _parts(line)
        numbers = reach.values_list("pk", flat=True) if name.casefold() in ALL else [_library(name, reach)]
        found += [(number, places, hall) for number in numbers[:MOST]]
    return found


def written_hosts(hosts: Iterable[HostData]) -> str:
    """The same in the way that `read_hosts` reads."""
    return "\n".join(
        ", ".join(
            part for part in (host.library, "" if host.capacity is None else str(host.capacity), host.place) if part
        )
        for host in hosts
    )


def _parts(line: str) -> tuple[str, int | None, str]:
    name, *rest = (part.strip() for part in line.split(",", 2))
    places = int(rest.pop(0)) if rest and rest[0].isdigit() else None
    if places is not None and not 1 <= places <= 5000:
        raise ValidationError(_("“%(line)s”: at most 5000 places."), params={"line": line})
    return name, places, ", ".join(filter(None, rest))[:160]


def _library(name: str, reach: "QuerySet[Library]") -> str:
    by_place = Q(settlement__name_bg__iexact=name) | Q(place_bg__iexact=name)
    found = list(reach.filter(Q(pk=name)).values_list("pk", flat=True)[:1])
    found = found or list(reach.filter(by_place).values_list("pk", flat=True)[:2])
    if len(found) != 1:
        said = _("“%(name)s”: no library of the network within your reach, or more than one. Write its number.")
        raise ValidationError(said, params={"name": name[:80]})
    return found[0]
