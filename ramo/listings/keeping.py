"""A person's correction outlasts its source: what comes in again leaves the corrected fields as they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from .data import AnyListingData, differing
from .models import Listing
from .writing import AREAS, data_of, packed, unpacked


@dataclass(frozen=True, slots=True)
class Kept:
    """What is written, and by field what the source says otherwise."""

    data: AnyListingData
    otherwise: dict[str, Any] = field(default_factory=dict)
    is_as_it_stands: bool = False


def keeping(data: AnyListingData, listing: Listing) -> Kept:
    if not listing.amended:
        return Kept(data)
    ours, data = data_of(listing), _with_area(data)
    written = replace(data, **{name: getattr(ours, name) for name in listing.amended})
    said = packed(data)
    otherwise = {name: said[name] for name in differing(ours, data) if name in listing.amended}
    return Kept(written, otherwise, is_as_it_stands=not differing(ours, written))


def changed_by(data: AnyListingData, listing: Listing) -> list[str]:
    """The fields that would say something else."""
    return differing(data_of(listing), _with_area(data))


def mark_amended(listing: Listing, names: Iterable[str]) -> None:
    """These fields are a person's from now on; not saved yet."""
    own = {each.name for each in fields(data_of(listing))}
    listing.amended = sorted({*listing.amended, *names} & own)


def with_sources(listing: Listing, otherwise: dict[str, Any]) -> AnyListingData:
    """The offer with the fields as its source says them."""
    return unpacked(listing.KIND, packed(data_of(listing)) | otherwise)


def _with_area(data: AnyListingData) -> AnyListingData:
    """No area means that of the kind: a stored offer names it."""
    return replace(data, area=data.area or AREAS[data.kind])
