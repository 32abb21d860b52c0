"""The lists by which records are understood, from the database into plain memory."""

from dataclasses import dataclass

from ramo.vocabularies.models import Occupation, Settlement

from .normalise import Gazetteer, Known, Occupations, Place


@dataclass(frozen=True, slots=True)
class Lists:
    gazetteer: Gazetteer
    occupations: Occupations

    @classmethod
    def load(cls) -> "Lists":
        return cls(Gazetteer(_places()), Occupations(_occupations()))


def _places() -> list[Place]:
    rows = Settlement.objects.values_list(
        "ekatte",
        "kind_bg",
        "name_bg",
        "municipality_id",
        "municipality__name_bg",
        "municipality__district_id",
        "municipality__district__name_bg",
        "name_en",
        "postcode",
    )
    return [Place(*row) for row in rows.order_by()]


def _occupations() -> list[Known]:
    rows = Occupation.objects.values_list(
        "uri", "isco_code", "label_bg", "label_en", "alternative_bg", "alternative_en"
    )
    return [
        Known(uri, isco, tuple(filter(None, (label_bg, label_en, *alternative_bg, *alternative_en))))
        for uri, isco, label_bg, label_en, alternative_bg, alternative_en in rows.order_by()
    ]
