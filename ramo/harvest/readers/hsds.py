"""Services of an Open Referral directory (HSDS 3): a page of /services, one service, or a bare list."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from ramo.harvest.data import Failure, Reading, ReadOptions, RecordKind, Unreadable

from . import objects
from .gathering import Gathering, snippet

_ENDED = ("inactive", "defunct", "temporarily closed")


def read(content: bytes, *, options: ReadOptions) -> Reading:
    answer = objects.parse_json(content, content_type=options.content_type)
    services = answer if isinstance(answer, list) else objects.at(answer, "contents")
    if services is None and objects.text(answer, "name") and objects.text(answer, "id"):
        services = [answer]
    if not isinstance(services, list):
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no contents")
    gathering = Gathering(options)
    for number, service in enumerate(services):
        where = f"contents[{number}]"
        with gathering.one(where):
            _add(gathering, service, where)
    return gathering.reading(next_address=_following(answer, options.address), total=_whole(answer, "total_items"))


def _add(gathering: Gathering, service: Any, where: str) -> None:
    external_id = objects.text(service, "id")
    if objects.text(service, "status").lower() in _ENDED:
        gathering.gone.append(external_id)
        return
    location = objects.at(service, "service_at_locations", 0, "location")
    address = objects.at(location, "addresses", 0)
    phones = [*objects.listed(service, "phones"), *objects.listed(location, "phones")]
    costs = [objects.text(cost, "amount_description") for cost in objects.listed(service, "cost_options")]
    gathering.add(
        external_id,
        RecordKind.RESOURCE,
        {
            "title": objects.text(service, "name"),
            "text": objects.text(service, "description"),
            "link": objects.text(service, "url"),
            "email": objects.text(service, "email"),
            "phone": objects.text(phones, 0, "number"),
            "organisation": objects.text(service, "organization", "name"),
            "eligibility": objects.text(service, "eligibility_description"),
            "fees": objects.text(service, "fees_description") or ", ".join(filter(None, costs)),
            "apply": objects.text(service, "application_process"),
            "opening_hours": "; ".join(filter(None, map(_hours, objects.listed(service, "schedules")))),
            "topics": [
                objects.text(attribute, "taxonomy_term", "name") for attribute in objects.listed(service, "attributes")
            ],
            "updated": objects.text(service, "assured_date") or objects.text(service, "last_modified"),
            "settlement": objects.text(address, "city"),
            "district": objects.text(address, "state_province"),
            "postcode": objects.text(address, "postal_code"),
            "address": objects.text(address, "address_1"),
            "country": objects.text(address, "country"),
            "language": objects.text(service, "languages", 0, "code")[:2],
        },
        where=where,
        original=snippet(service),
    )


def _hours(schedule: Any) -> str:
    if described := objects.text(schedule, "description"):
        return described
    opens, closes = objects.text(schedule, "opens_at"), objects.text(schedule, "closes_at")
    return f"{objects.text(schedule, 'byday')} {opens}–{closes}".strip() if opens and closes else ""


def _following(answer: Any, address: str) -> str:
    page, pages = _whole(answer, "page_number"), _whole(answer, "total_pages")
    if page is None or pages is None or page >= pages or not address:
        return ""
    parts = urlsplit(address)
    query = {**parse_qs(parts.query), "page": [str(page + 1)]}
    return urlunsplit(parts._replace(query=urlencode(query, doseq=True)))


def _whole(answer: Any, name: str) -> int | None:
    value = objects.text(answer, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
