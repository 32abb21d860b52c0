"""Rows of the loaded lists as they cross a border; fields are named as the columns are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AreaData:
    key: str
    order: int
    is_main: bool
    name_bg: str
    name_en: str
    plain_bg: str
    plain_en: str
    purpose_bg: str
    purpose_en: str
    short_bg: str
    short_en: str
    hint_bg: str
    hint_en: str
    css_class: str
    icon: str
    requires_verification: bool


@dataclass(frozen=True, slots=True)
class TopicData:
    key: str
    area_id: str
    parent_id: str | None
    label_bg: str
    label_en: str
    synonyms_bg: list[str]


@dataclass(frozen=True, slots=True)
class NoticeData:
    key: str
    kind: str
    title_bg: str
    title_en: str
    text_bg: str
    text_en: str


@dataclass(frozen=True, slots=True)
class DistrictData:
    code: str
    name_bg: str
    name_en: str


@dataclass(frozen=True, slots=True)
class MunicipalityData:
    code: str
    district_id: str
    name_bg: str
    name_en: str


@dataclass(frozen=True, slots=True)
class SettlementData:
    """Points in degrees (WGS 84)."""

    ekatte: str
    kind_bg: str
    name_bg: str
    name_en: str
    municipality_id: str
    postcode: str
    lat: float | None
    lon: float | None
    population: int | None


@dataclass(frozen=True, slots=True)
class OccupationData:
    uri: str
    isco_code: str
    label_bg: str
    label_en: str
    alternative_bg: list[str]
    alternative_en: list[str]
    label_de: str = ""
    label_ro: str = ""


@dataclass(frozen=True, slots=True)
class OccupationGroupData:
    """`code` is that of the unit group: four digits."""

    code: str
    label_bg: str
    label_en: str
