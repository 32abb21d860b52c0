"""Names of places as people write them → EKATTE. A name borne by several is never guessed."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A settlement; `kind` is „гр.“, „с.“ or „ман.“."""

    ekatte: str
    kind: str
    name: str
    municipality_code: str
    municipality: str
    district_code: str
    district: str
    name_en: str = ""

    @property
    def label(self) -> str:
        return f"{self.kind} {self.name}, общ. {self.municipality}, обл. {self.district}"


class Gazetteer:
    def __init__(self, places: Iterable[Place]) -> None:
        self.by_ekatte = {place.ekatte: place for place in places}
