"""What crosses the border of this room: offers as a source or a person wrote them, and what became of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import ClassVar

BULGARIA = "BG"


class ListingKind(StrEnum):
    """Also the kinds of the index cards."""

    VACANCY = "vacancy"
    COURSE = "course"
    CALL = "call"
    CULTURE = "culture"


class Period(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    WHOLE = "whole"  # for the whole job


class Basis(StrEnum):
    """Before or after taxes; a source that does not say stays unknown."""

    UNKNOWN = ""
    GROSS = "gross"
    NET = "net"


class Applicant(StrEnum):
    """Who may ask for the money of a call. None named means that the source does not say; it is never guessed."""

    PERSON = "person"
    FARMER = "farmer"
    FIRM = "firm"
    ASSOCIATION = "association"
    CHITALISHTE = "chitalishte"
    LIBRARY = "library"
    MUNICIPALITY = "municipality"
    SCHOOL = "school"
    OTHER = "other"


class Form(StrEnum):
    """How a course is held."""

    UNKNOWN = ""
    ON_SITE = "on_site"
    REMOTE = "remote"
    MIXED = "mixed"


class Work(StrEnum):
    """What a cultural product is."""

    COLLECTION = "collection"  # digital collection
    FILM = "film"
    CONCERT = "concert"  # recording of a concert
    EXHIBITION = "exhibition"
    BOOK = "book"
    TOUR = "tour"  # virtual tour
    OTHER = "other"


class Right(StrEnum):
    """Whether a use is allowed; a holder who did not say stays unknown."""

    UNKNOWN = ""
    FREE = "free"
    ASK = "ask"  # with the holder's leave
    PAID = "paid"
    NO = "no"


class Outcome(StrEnum):
    """What became of an offer that came in."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MERGED = "merged"  # the same offer was here already, from another source


@dataclass(frozen=True, slots=True)
class Wage:
    """A band in EUR; one number stands in both ends, an open end is None. `original` as the source wrote it."""

    low: Decimal | None
    high: Decimal | None
    period: Period = Period.MONTH
    basis: Basis = Basis.UNKNOWN
    original: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an offer was seen: the key of its source, the source's own number for it, its address there."""

    source_key: str
    external_id: str
    url: str = ""
    seen_at: datetime | None = None  # None: now


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingData:
    """What all kinds have in common.

    Texts are in `language`, as the source wrote them. `places` are EKATTE codes; what is known of the place
    in words only is `place_text`. `institution` is the key of the institution that the offer is of.
    `valid_until` is what the source says, None where it says nothing: the kind's own term holds then.
    """

    kind: ClassVar[ListingKind]
    not_content: ClassVar[frozenset[str]] = frozenset({"original"})

    title: str
    text: str = ""
    language: str = "bg"
    area: str = ""  # empty: that of the kind
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    place_text: str = ""
    country: str = BULGARIA  # ISO 3166-1, two letters
    phone: str = ""
    link: str = ""
    source_label: str = ""
    source_url: str = ""
    institution: str = ""
    published_on: date | None = None
    valid_until: date | None = None
    original: str = field(default="", repr=False)  # the snippet it was read from, kept for looking up

    def fingerprint(self) -> str:
        """The same for the same content, whatever the snippet looked like; 64 hexadecimal digits."""
        digest = sha256(self.kind.encode())
        for name, value in self._content():
            digest.update(f"\x1e{name}\x1f{_plain(value)}".encode())
        return digest.hexdigest()

    def _content(self) -> Iterator[tuple[str, object]]:
        for each in fields(self):
            if each.name not in self.not_content:
                yield each.name, getattr(self, each.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyData(ListingData):
    """A job as the employer or the labour office offers it."""

    kind: ClassVar[ListingKind] = ListingKind.VACANCY

    employer: str = ""
    positions: int | None = None  # how many people are wanted
    reference: str = ""  # the number to say on the phone
    is_remote: bool = False
    occupation: str = ""  # ESCO uri
    occupation_code: str = ""  # ISCO-08 unit group, or the first four digits of НКПД
    occupation_text: str = ""  # what the source calls it
    education: str = ""
    experience: str = ""
    wage: Wage | None = None
    contract: str = ""
    working_time: str = ""
    shift: str = ""
    transport: str = ""
    housing: str = ""
    benefits: str = ""
    how_to_apply: str = ""  # one step a line
    labour_office: str = ""
    labour_office_phone: str = ""
    is_seasonal: bool = False
    eures_adviser: str = ""  # role, office and phone; for work abroad


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseData(ListingData):
    """A course of a training centre (ЦПО) or another provider. `valid_until` is the deadline, or the start."""

    kind: ClassVar[ListingKind] = ListingKind.COURSE

    provider: str = ""
    licence: str = ""  # of НАПОО, as stated
    profession: str = ""
    hours: int | None = None
    form: Form = Form.UNKNOWN
    schedule: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    enrol_until: date | None = None
    seats: int | None = None
    price: Decimal | None = None  # EUR; 0 is free, None not said
    price_text: str = ""
    is_by_voucher: bool = False
    travel_paid: str = ""
    certificate: str = ""
    for_whom: str = ""  # one condition a line
    how_to_enrol: str = ""  # one step a line


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingCallData(ListingData):
    """A call for projects. Its last day is that of `closes_at`, which holds to the minute (aware, Europe/Sofia)."""

    kind: ClassVar[ListingKind] = ListingKind.CALL

    programme: str = ""
    applicants: tuple[Applicant, ...] = ()  # empty: the source does not say
    applicants_text: str = ""
    amount_low: Decimal | None = None  # EUR, for one project
    amount_high: Decimal | None = None
    budget: Decimal | None = None  # EUR, for the whole call
    own_share: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    may_close_early: bool = False
    procedure_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CulturalProductData(ListingData):
    """Something to read, watch, hear or visit from where one is."""

    kind: ClassVar[ListingKind] = ListingKind.CULTURE

    work: Work = Work.OTHER
    holder: str = ""
    creator: str = ""
    home_use: Right = Right.UNKNOWN
    public_showing: Right = Right.UNKNOWN
    rights_text: str = ""
    price: Decimal | None = None  # EUR; 0 is free, None not said
    price_text: str = ""
    product_language: str = ""  # in words: „български, субтитри на английски“
    audience: str = ""
    duration_minutes: int | None = None


AnyListingData = VacancyData | CourseData | FundingCallData | CulturalProductData


def differing(one: AnyListingData, other: AnyListingData) -> list[str]:
    """The fields in which two offers of a kind say something else."""
    names = [each.name for each in fields(one) if each.name not in one.not_content]
    return [name for name in names if _plain(getattr(one, name)) != _plain(getattr(other, name))]


def _plain(value: object) -> str:
    """One writing for equal values: 720 and 720.00, an hour in Sofia and the same in UTC."""
    match value:
        case Decimal():
            return format(value.normalize(), "f")
        case datetime():
            return str(int(value.timestamp()))
        case Wage():
            return "|".join(_plain(part) for part in (value.low, value.high, value.period, value.basis))
        case tuple():
            return "|".join(_plain(part) for part in value)
        case None:
            return ""
    return " ".join(str(value).split())
