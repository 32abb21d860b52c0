"""Which library looks after an event that somebody else holds in a place."""

from collections.abc import Iterable, Mapping

from ramo.network.models import Library
from ramo.vocabularies.models import Settlement


def homes_of(places: Iterable[str]) -> Mapping[str, str]:
    """Of the network: that of the place itself, else of its municipality, else of its district; EKATTE → number."""
    rows = Settlement.objects.filter(pk__in=set(places)).values_list("pk", "municipality", "municipality__district")
    known = list(rows.order_by())
    libraries = Library.objects.active().in_network().filter(district__in={district for _, _, district in known})
    near: dict[str, str] = {}
    for number, *nearness in libraries.order_by("-pk").values_list("pk", "settlement", "municipality", "district"):
        near.update((f"{step}:{key}", number) for step, key in enumerate(nearness) if key)
    found = {
        place: next(filter(None, (near.get(f"{step}:{key}") for step, key in enumerate((place, *wider)))), "")
        for place, *wider in known
    }
    return {place: number for place, number in found.items() if number}
