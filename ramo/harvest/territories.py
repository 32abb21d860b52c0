"""Municipalities by name, one a line, as an office writes them: „Севлиево“, „Бяла, Русе“."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ramo.network.models import Institution
from ramo.vocabularies.models import Municipality

from .normalise.places import key

_PREFIXES = ("община ", "общ ")


@dataclass(frozen=True, slots=True)
class Named:
    """`unknown` bear no municipality's name; `unclear` bear that of several and need their district."""

    municipalities: Sequence[Municipality]
    unknown: Sequence[str]
    unclear: Sequence[str]


def named(text: str, *, institution: Institution) -> Named:
    """The office's own district tells which is meant, where the line names none."""
    known = _known()
    found, unknown, unclear = list[Municipality](), list[str](), list[str]()
    for line in filter(None, (line.strip(" .;\t") for line in text.splitlines())):
        name, _, district = line.partition(",")
        here = known.get(_bare(name), [])
        told = key(district)
        if told:
            here = [each for each in here if told in (key(each.district.name_bg), each.district_id.lower())]
        elif len(here) > 1:
            here = [each for each in here if each.district_id == institution.district_id] or here
        if len(here) == 1:
            found.append(here[0])
        else:
            (unclear if here else unknown).append(line)
    return Named(list({each.pk: each for each in found}.values()), unknown, unclear)


def written(institution: Institution) -> str:
    """As it is read back: the district beside each name."""
    rows = institution.territory.select_related("municipality__district").order_by("municipality__name_bg")
    return "\n".join(f"{row.municipality.name_bg}, {row.municipality.district.name_bg}" for row in rows)


def _bare(name: str) -> str:
    folded = key(name)
    return next((folded.removeprefix(each) for each in _PREFIXES if folded.startswith(each)), folded)


def _known() -> dict[str, list[Municipality]]:
    known: dict[str, list[Municipality]] = defaultdict(list)
    for municipality in Municipality.objects.select_related("district"):
        known[key(municipality.name_bg)].append(municipality)
    return known
