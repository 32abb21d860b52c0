"""What crosses a border on the way from foreign bytes to a listing: plain, frozen, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Value = str | tuple[str, ...]


class Dialect(StrEnum):
    """How a source speaks; one reader each."""

    FEEDS = "feeds"
    ICALENDAR = "icalendar"
    STRUCTURED = "structured"
    WORDPRESS = "wordpress"
    OAI_PMH = "oai_pmh"
    EURES_XML = "eures_xml"
    EURES_SEARCH = "eures_search"
    ISUN = "isun"
    EGOV_DATA = "egov_data"
    HSDS = "hsds"
    SPREADSHEET = "spreadsheet"


class RecordKind(StrEnum):
    VACANCY = "vacancy"
    COURSE = "course"
    CALL = "call"
    CULTURE = "culture"
    EVENT = "event"
    RESOURCE = "resource"
    ARTICLE = "article"


class Reason(StrEnum):
    """Why one record was refused; whoever shows it puts it into words."""

    BROKEN = "broken"
    NO_TITLE = "no-title"
    NO_IDENTITY = "no-identity"
    TWICE = "twice"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    REPEATS_TOO_OFTEN = "repeats-too-often"
    FORMULA = "formula"
    WRONG_KIND = "wrong-kind"
    NOT_A_DATE = "not-a-date"
    NO_DEADLINE = "no-deadline"
    PAST = "past"
    HOLDS_PERSONAL_NUMBER = "holds-personal-number"
    NO_LIBRARY = "no-library"


class Failure(StrEnum):
    """Why nothing could be read; the run changes nothing."""

    NOT_THIS_DIALECT = "not-this-dialect"
    UNREADABLE = "unreadable"
    GARBLED = "garbled"
    PROTECTED = "protected"
    BOMB = "bomb"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"
    CRASHED = "crashed"
    ANSWERED_ERROR = "answered-error"


class Unreadable(Exception):
    """A reader gives up on the whole document."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure}: {detail}")
        self.failure, self.detail = failure, detail


# Every name a record's field may bear, with its meaning. Values are text as the source wrote it; lists where said.
FIELDS: Mapping[str, str] = {
    # of anything
    "title": "what it is called",
    "text": "description, plain paragraphs",
    "language": "language of title and text, two letters",
    "link": "absolute address of this very item",
    "organisation": "who publishes it",
    "contact": "person or unit to ask, as written",
    "phone": "telephone, as written",
    "email": "address for questions or applications",
    "topics": "list of categories, as the source names them",
    "published": "when it was published",
    "updated": "when the source last changed it",
    "valid_until": "until when it holds",
    "series": "number that all dates of what repeats share",
    "repeats": "first day and rule of what repeats (RRULE)",
    "picture": "absolute address of a picture",
    # where
    "place": "place as written, in whatever detail",
    "settlement": "town or village alone",
    "municipality": "municipality alone",
    "district": "district alone",
    "ekatte": "list of EKATTE codes",
    "postcode": "postal code",
    "address": "street address",
    "country": "country, two letters where the source has them",
    "remote": "truth word: the work or course can be done from anywhere",
    # when
    "starts": "first day or moment",
    "ends": "last day or moment",
    # vacancy
    "employer": "who hires",
    "occupation": "occupation in words",
    "occupation_code": "list of codes: ESCO address, ISCO-08 or national",
    "positions": "how many are sought",
    "reference": "number to say on the phone",
    "education": "required education",
    "experience": "required experience",
    "wage": "pay in words, as written",
    "wage_low": "least pay, a number",
    "wage_high": "most pay, a number",
    "wage_currency": "three letters",
    "wage_period": "hour, day, week, month or year",
    "wage_basis": "gross or net",
    "contract": "permanent, fixed-term, …",
    "working_time": "full or part time",
    "shift": "shifts",
    "benefits": "list: meals, insurance, …",
    "transport": "transport to work, in words",
    "housing": "lodging, in words",
    "apply": "how to apply, in words",
    "labour_office": "the labour office that gives it",
    "labour_office_phone": "its telephone",
    "seasonal": "truth word",
    # course
    "provider": "who teaches",
    "licence": "licence number of the provider",
    "profession": "profession or speciality taught",
    "hours": "length in hours",
    "form": "form of study",
    "schedule": "days and hours",
    "enrol_until": "last day to enrol",
    "price": "price in words",
    "voucher": "truth word: a state voucher pays",
    "seats": "how many places",
    "travel_paid": "whether travel is paid, in words",
    "for_whom": "conditions to enrol",
    "enrol": "how to enrol, in words",
    "certificate": "document given at the end",
    # funding call
    "programme": "programme it belongs to",
    "procedure_code": "code of the procedure",
    "who_may_apply": "list of eligible applicants; absent when the source does not say",
    "amount_total": "whole budget",
    "amount_low": "least grant",
    "amount_high": "most grant",
    "opens": "first moment to apply",
    "closes": "last moment to apply, to the minute",
    "own_share": "the applicant's own share, in words",
    # cultural product
    "culture_kind": "collection, film, recording, exhibition, book, tour",
    "rights": "rights or licence, as written",
    "rights_home": "truth word: may be used at home",
    "rights_public": "truth word: may be shown in public",
    "holder": "who holds it",
    "creator": "list of authors",
    "product_language": "language of the work, in words",
    "audience": "for whom",
    "duration_minutes": "length, a number",
    # resource
    "eligibility": "who may use the service",
    "opening_hours": "when it is open",
    "fees": "what it costs",
}
LISTS = frozenset({"topics", "ekatte", "occupation_code", "benefits", "who_may_apply", "creator"})


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One item as the source has it. `external_id` is the source's own key, stable from run to run."""

    external_id: str
    kind: RecordKind
    fields: Mapping[str, Value]
    original: str = ""  # the piece of the document it came from, shortened
    where: str = ""  # row, index or path in the document, for a person who looks

    def text(self, name: str) -> str:
        """A field as one text; "" when absent."""
        value = self.fields.get(name, "")
        return value if isinstance(value, str) else ", ".join(value)

    def items(self, name: str) -> tuple[str, ...]:
        """A field as a list; () when absent."""
        value = self.fields.get(name, ())
        return (value,) if isinstance(value, str) and value else tuple(value)


@dataclass(frozen=True, slots=True)
class Rejected:
    where: str
    reason: Reason
    detail: str = ""  # the value that was refused, shortened; never a sentence
    field: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document said. `gone` are ids that the source itself withdraws."""

    records: tuple[RawRecord, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    gone: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # observations for the run's report: "charset windows-1251", "feed found at …"
    next_address: str = ""  # the following page, or the feed that this page announces
    columns: tuple[str, ...] = ()  # spreadsheet: its headings, in order
    samples: tuple[tuple[str, ...], ...] = ()  # spreadsheet: by column, some of what stands in it
    first_row: tuple[str, ...] = ()  # spreadsheet without headings: its columns bear letters
    total: int | None = None  # how many the source says it has
    failure: Failure | None = None
    detail: str = ""

    @property
    def is_lettered(self) -> bool:
        return bool(self.first_row)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    address: str = ""  # where the bytes came from; relative links are joined to it
    content_type: str = ""
    today: date = date(2026, 1, 1)  # repeated events are expanded from here …
    horizon_days: int = 180  # … this far
    kind: RecordKind | None = None  # what the source holds, where its dialect does not say
    mapping: Mapping[str, str] = field(default_factory=dict)  # spreadsheet: heading → field ("" = leave out)
    is_seen: bool = False  # a person looks: a spreadsheet without headings is read by the letters of its columns
    sheet: str = ""  # spreadsheet: name of the sheet; "" = the first that holds a table
    max_records: int = 100_000
