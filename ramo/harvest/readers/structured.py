"""Data inside pages: JSON-LD and microdata of schema.org – JobPosting, Event, Course."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from extruct.w3cmicrodata import MicrodataExtractor
from lxml import etree

from ramo.harvest.data import Failure, Reading, ReadOptions, Reason, RecordKind, Unreadable

from . import markup, objects
from .encoding import decode
from .gathering import Gathering, snippet

_EVENTS = (
    "BusinessEvent", "ChildrensEvent", "ComedyEvent", "CourseInstance", "DanceEvent", "EducationEvent", "Event",
    "ExhibitionEvent", "Festival", "FoodEvent", "Hackathon", "LiteraryEvent", "MusicEvent", "SaleEvent",
    "ScreeningEvent", "SocialEvent", "SportsEvent", "TheaterEvent", "VisualArtsEvent",
)  # fmt: skip
_ENDED = ("EventCancelled", "EventPostponed")
_DEEPEST = 12
_COMMENT = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|/\*\]\]>\*/)\s*$")
Thing = dict[str, Any]


def read(content: bytes, *, options: ReadOptions) -> Reading:
    text, _ = decode(content, content_type=options.content_type)
    page = markup.html_of(text)
    gathering = Gathering(options)
    found = False
    for where, thing in [*_json_things(page, gathering), *_microdata_things(page, gathering)]:
        found = True
        with gathering.one(where):
            _add(gathering, thing, where)
    if not found and not gathering.rejected:
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no JobPosting, Event or Course")
    return gathering.reading()


def _json_things(page: markup.Element, gathering: Gathering) -> Iterator[tuple[str, Thing]]:
    scripts = markup.select(page, "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]")
    for number, script in enumerate(scripts, 1):
        where = f"JSON-LD {number}"
        try:
            value = objects.json_of(_COMMENT.sub("", script.text or ""))
        except Unreadable as error:
            gathering.reject(where, Reason.BROKEN, error.detail)
            continue
        for count, thing in enumerate(_things(value), 1):
            yield f"{where}.{count}", thing


def _microdata_things(page: markup.Element, gathering: Gathering) -> Iterator[tuple[str, Thing]]:
    if not markup.select(page, "//*[@itemscope][contains(@itemtype, 'schema.org')]"):
        return
    try:
        items = MicrodataExtractor().extract_items(page, base_url=gathering.options.address or None)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError) as error:
        gathering.reject("microdata", Reason.BROKEN, f"{type(error).__name__}: {error}")
        return
    for count, thing in enumerate(_things([_flat(item) for item in items]), 1):
        yield f"microdata {count}", thing


def _flat(item: Any, depth: int = 0) -> Any:
    """Microdata in the shape of JSON-LD."""
    if isinstance(item, list):
        return [_flat(each, depth + 1) for each in item]
    if not isinstance(item, dict) or depth > _DEEPEST:
        return item
    properties = item.get("properties")
    values = {name: _flat(value, depth + 1) for name, value in (properties or {}).items()}
    return {"@type": item.get("type", ""), "@id": item.get("id", ""), **values}


def _things(value: Any, depth: int = 0) -> Iterator[Thing]:
    """Those of our types, wherever they are nested: in lists, graphs, lists of a page."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _things(each, depth + 1)
    elif isinstance(value, dict):
        if _kind(value):
            yield value
        else:
            for name in ("@graph", "itemListElement", "item", "mainEntity", "event", "events", "subjectOf"):
                yield from _things(value.get(name), depth + 1)


def _kind(thing: Thing) -> RecordKind | None:
    types = {name.rpartition("/")[2].rpartition(":")[2] for name in objects.texts(thing, "@type")}
    if "JobPosting" in types:
        return RecordKind.VACANCY
    if "Course" in types:
        return RecordKind.COURSE
    return RecordKind.EVENT if types & set(_EVENTS) else None


def _add(gathering: Gathering, thing: Thing, where: str) -> None:
    kind = _kind(thing) or RecordKind.ARTICLE
    own = _first(thing.get("identifier"), "value", "@id", "name") or objects.text(thing, "@id")
    link = objects.text(thing, "url") or objects.text(thing, "url", "@id")
    fields = {
        "title": objects.text(thing, "title") or objects.text(thing, "name"),
        "text": objects.text(thing, "description"),
        "link": link or gathering.options.address,
        "language": objects.text(thing, "inLanguage")[:2].lower(),
        "picture": _first(thing.get("image"), "url", "contentUrl"),
        "updated": objects.text(thing, "dateModified"),
        **_DETAILS[kind](thing),
    }
    # Several things of one page, none with a name of its own, are told apart by what and when.
    external_id = own or link or "/".join(filter(None, (fields["title"], fields.get("starts", ""))))
    if any(objects.text(thing, "eventStatus").endswith(ended) for ended in _ENDED):
        gathering.gone.append(external_id)
        return
    gathering.add(external_id, kind, fields, where=where, original=snippet(thing))


def _vacancy(thing: Thing) -> dict[str, Any]:
    location = _one(thing.get("jobLocation"))
    contact = _one(thing.get("applicationContact"))
    return {
        "published": objects.text(thing, "datePosted"),
        "valid_until": objects.text(thing, "validThrough"),
        "employer": _first(thing.get("hiringOrganization"), "name"),
        "reference": _first(thing.get("identifier"), "value", "name"),
        "positions": objects.text(thing, "totalJobOpenings"),
        "remote": "true" if objects.text(thing, "jobLocationType").upper() == "TELECOMMUTE" else "",
        "contract": ", ".join(objects.texts(thing, "employmentType")),
        "working_time": objects.text(thing, "workHours"),
        "occupation": _first(thing.get("occupationalCategory"), "name"),
        "occupation_code": [
            *objects.texts(thing, "occupationalCategory"),
            _first(thing.get("occupationalCategory"), "codeValue"),
        ],
        "education": _first(thing.get("educationRequirements"), "credentialCategory", "name"),
        "experience": _first(thing.get("experienceRequirements"), "description", "name"),
        "benefits": objects.texts(thing, "jobBenefits"),
        "phone": objects.text(contact, "telephone") or _first(thing.get("hiringOrganization"), "telephone"),
        "email": objects.text(contact, "email"),
        **_place(location),
        **_pay(_one(thing.get("baseSalary"))),
    }


def _pay(salary: Any) -> dict[str, str]:
    value = _one(objects.at(salary, "value"))
    amounts = value if isinstance(value, dict) else salary
    exact = objects.text(amounts, "value") or (value if isinstance(value, str) else "")
    return {
        "wage_low": objects.text(amounts, "minValue") or exact,
        "wage_high": objects.text(amounts, "maxValue") or exact,
        "wage_currency": objects.text(salary, "currency") or objects.text(amounts, "currency"),
        "wage_period": objects.text(amounts, "unitText").lower(),
    }


def _course(thing: Thing) -> dict[str, Any]:
    instance = _one(thing.get("hasCourseInstance"))
    mode = objects.texts(instance, "courseMode") or objects.texts(thing, "courseMode")
    return {
        "provider": _first(thing.get("provider"), "name"),
        "starts": objects.text(instance, "startDate"),
        "ends": objects.text(instance, "endDate"),
        "enrol_until": objects.text(instance, "applicationDeadline") or objects.text(thing, "applicationDeadline"),
        "form": ", ".join(mode),
        "schedule": _first(objects.at(instance, "courseSchedule"), "description", "repeatFrequency"),
        "hours": objects.text(instance, "courseWorkload") or objects.text(thing, "timeRequired"),
        "certificate": _first(thing.get("educationalCredentialAwarded"), "name"),
        "price": _price(thing) or _price(instance),
        **_place(_one(objects.at(instance, "location"))),
    }


def _event(thing: Thing) -> dict[str, Any]:
    return {
        "starts": objects.text(thing, "startDate"),
        "ends": objects.text(thing, "endDate"),
        "organisation": _first(thing.get("organizer"), "name"),
        "price": _price(thing),
        **_place(_one(thing.get("location"))),
    }


def _price(thing: Any) -> str:
    offer = _one(objects.at(thing, "offers"))
    amount = objects.text(offer, "price") or objects.text(offer, "lowPrice")
    return f"{amount} {objects.text(offer, 'priceCurrency')}".strip() if amount else ""


def _place(location: Any) -> dict[str, str]:
    if isinstance(location, str):
        return {"place": location}
    address = _one(objects.at(location, "address"))
    if isinstance(address, str):
        return {"place": address}
    return {
        "place": objects.text(location, "name"),
        "settlement": objects.text(address, "addressLocality"),
        "district": objects.text(address, "addressRegion"),
        "postcode": objects.text(address, "postalCode"),
        "address": objects.text(address, "streetAddress"),
        "country": _first(objects.at(address, "addressCountry"), "name", "identifier"),
    }


def _one(value: Any) -> Any:
    while isinstance(value, list):
        value = value[0] if value else None
    return value


def _first(value: Any, *names: str) -> str:
    """The value itself where it is text, else the first of its properties that is."""
    value = _one(value)
    if isinstance(value, str):
        return value
    return next(filter(None, (objects.text(value, name) for name in names)), "")


_DETAILS: dict[RecordKind, Callable[[Thing], dict[str, Any]]] = {
    RecordKind.VACANCY: _vacancy,
    RecordKind.COURSE: _course,
    RecordKind.EVENT: _event,
}
