"""What search engines read of an event: schema.org Event as JSON-LD, safe to stand in a page."""

import json

from django.utils.safestring import SafeString

from . import wording
from .addresses import full_address
from .models import Event, Host

_BASE = "https://schema.org/"
# What could end the script element or start a comment in it.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_json_ld(event: Event) -> SafeString:
    facts = [_facts(host) for host in event.hosts.all()]
    return SafeString(json.dumps(facts, ensure_ascii=False).translate(_ESCAPED))


def _facts(host: Host) -> dict[str, object]:
    event = host.event
    status = "EventCancelled" if event.is_called_off else "EventScheduled"
    mode = "MixedEventAttendanceMode" if event.online_link else "OfflineEventAttendanceMode"
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title_bg,
        "startDate": event.local_start.isoformat(),
        "endDate": event.local_end.isoformat(),
        "eventStatus": _BASE + status,
        "eventAttendanceMode": _BASE + mode,
        "url": full_address(event),
        "isAccessibleForFree": not event.price_bg,
        "inLanguage": event.language,
        "organizer": {"@type": "Library", "name": host.library.title_bg},
        "location": _location(host),
    }
    if event.text_bg:
        facts["description"] = event.text_bg
    if not event.price_bg:
        facts["offers"] = {"@type": "Offer", "price": 0, "priceCurrency": "EUR", "url": full_address(event)}
    return facts


def _location(host: Host) -> object:
    """The house with its point on the map; of a mixed event also where it is joined from elsewhere."""
    place: dict[str, object] = {
        "@type": "Place",
        "name": host.place_bg or wording.library_name(host),
        "address": wording.where(host),
    }
    if host.place and host.place.lat is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": host.place.lat, "longitude": host.place.lon}
    link = host.event.online_link
    return [place, {"@type": "VirtualLocation", "url": link}] if link else place
