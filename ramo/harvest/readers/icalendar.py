"""Calendars (iCalendar): event by event, so that a damaged one costs itself alone; repetition behind a guard."""

import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import recurring_ical_events

from ramo.harvest.data import Failure, Reading, ReadOptions, Reason, RecordKind, Unreadable

from .encoding import decode
from .gathering import Gathering

# The limited child opens no files: every zone that an event may name is read beforehand.
_ZONES = {name: ZoneInfo(name) for name in sorted(available_timezones())}
_SOFIA = ZoneInfo("Europe/Sofia")
_LONGEST = 2_000_000
_MOST_EVENTS = 10_000
_MOST_OCCURRENCES = 400
_MOST_DATES = 366
_MOST_COUNT = 1_000
_MOST_INTERVAL = 366
_YEARS = range(2000, 2101)
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_YEAR = re.compile(r"[:;,=/](\d{4})\d{4}(?:T\d{6}Z?)?")
_RULE = re.compile(r"^RRULE(?:;[^:\n]{0,100})?:(.*)$", re.IGNORECASE | re.MULTILINE)
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ramo//harvest//BG\r\n"


def read(content: bytes, *, options: ReadOptions) -> Reading:
    if len(content) > _LONGEST:
        raise Unreadable(Failure.TOO_LARGE, str(len(content)))
    text, _ = decode(content, content_type=options.content_type)
    if "BEGIN:VCALENDAR" not in text[:1000].upper():
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no VCALENDAR")
    gathering = Gathering(options)
    for where, uid, blocks in _events(text, gathering):
        if reason := next(filter(None, map(objection, blocks)), None):
            gathering.reject(where, reason, uid, external_id=uid)
            continue
        with gathering.one(where):
            _add(gathering, uid, "".join(blocks), where)
    return gathering.reading()


def _events(text: str, gathering: Gathering) -> list[tuple[str, str, list[str]]]:
    """Events by their UID: a series and its exceptions are one. Own time zones of a calendar are left out."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    found: dict[str, list[str]] = defaultdict(list)
    places: dict[str, str] = {}
    pieces = re.split(r"^BEGIN:VEVENT\s*$", unfolded, flags=re.MULTILINE | re.IGNORECASE)[1:]
    for number, piece in enumerate(pieces[:_MOST_EVENTS], 1):
        body, end, _ = piece.partition("END:VEVENT")
        uid = re.search(r"^UID(?:;[^:\n]{0,100})?:(.{1,300})$", body, re.MULTILINE | re.IGNORECASE)
        if not end:
            gathering.reject(f"event {number}", Reason.BROKEN, "END:VEVENT")
            continue
        key = uid[1].strip() if uid else f"without-{number}"
        places.setdefault(key, f"event {number}")
        found[key].append(f"BEGIN:VEVENT{_outside_alarms(body)}END:VEVENT\r\n")
    if len(pieces) > _MOST_EVENTS:
        gathering.reject(f"event {_MOST_EVENTS + 1}", Reason.TOO_MANY, str(len(pieces)))
    return [(places[key], key, blocks) for key, blocks in found.items()]


def _outside_alarms(body: str) -> str:
    return body.partition("BEGIN:VALARM")[0] + body.rpartition("END:VALARM")[2] if "BEGIN:VALARM" in body else body


def objection(block: str) -> Reason | None:
    """Repetition that would cost more than an honest calendar ever needs."""
    upper = block.upper()
    rules = [rule.strip() for rule in _RULE.findall(upper)]
    if len(rules) > 1 or re.search(r"^EXRULE", upper, re.MULTILINE):
        return Reason.REPEATS_TOO_OFTEN
    if any(not _is_modest(rule) for rule in rules):
        return Reason.REPEATS_TOO_OFTEN
    dates = sum(line.count(",") + 1 for line in re.findall(r"^(?:RDATE|EXDATE)[^\n]*", upper, re.MULTILINE))
    if dates > _MOST_DATES:
        return Reason.REPEATS_TOO_OFTEN
    moments = "\n".join(re.findall(r"^(?:DTSTART|DTEND|RDATE|EXDATE|RRULE|RECURRENCE-ID)[^\n]*", upper, re.MULTILINE))
    if any(int(year) not in _YEARS for year in _YEAR.findall(moments)):
        return Reason.NOT_A_DATE
    return None


def _is_modest(rule: str) -> bool:
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    whole = {name: parts.get(name, "1") for name in ("COUNT", "INTERVAL")}
    if any(not value.isdigit() or len(value) > 5 for value in whole.values()):
        return False
    return (
        parts.get("FREQ") in _FREQUENCIES
        and int(whole["COUNT"]) <= _MOST_COUNT
        and 1 <= int(whole["INTERVAL"]) <= _MOST_INTERVAL
        and not {"BYSECOND", "BYMINUTE", "BYHOUR"} & set(parts)
        and len(rule) <= 500
    )


def _add(gathering: Gathering, uid: str, blocks: str, where: str) -> None:
    calendar = icalendar.Calendar.from_ical(f"{_HEAD}{blocks}END:VCALENDAR\r\n")
    blocks_read = calendar.walk("VEVENT")
    master = next((each for each in blocks_read if "RECURRENCE-ID" not in each), blocks_read[0])
    if str(master.get("STATUS", "")).upper() == "CANCELLED":
        gathering.gone.append(uid)
        return
    begin = gathering.options.today
    end = begin + timedelta(days=gathering.options.horizon_days)
    repeats = "RRULE" in master or "RDATE" in master
    series = {"series": uid, "repeats": _rule(master)} if repeats else {}
    for count, event in enumerate(recurring_ical_events.of(calendar).between(begin, end)):
        if count >= _MOST_OCCURRENCES:
            gathering.reject(where, Reason.REPEATS_TOO_OFTEN, uid, external_id=uid)
            return
        starts = _moment(event.get("DTSTART"))
        key = f"{uid}/{_moment(event.get('RECURRENCE-ID')) or starts}" if repeats else uid
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            gathering.gone.append(key)
        else:
            kind, fields = _record(event, starts)
            gathering.add(key, kind, fields | series, where=where, original=blocks)


def _rule(master: Any) -> str:
    """With its first day; dates that are written out one by one follow no rule."""
    if "RDATE" in master or "RRULE" not in master:
        return ""
    starts = _moment(master.get("DTSTART"))[:10]
    return f"{starts};{master['RRULE'].to_ical().decode()}"


def _record(event: Any, starts: str) -> tuple[RecordKind, dict[str, Any]]:
    organiser = event.get("ORGANIZER")
    categories = event.get("CATEGORIES")
    groups = categories if isinstance(categories, list) else [categories] if categories else []
    return RecordKind.EVENT, {
        "title": str(event.get("SUMMARY", "")),
        "text": str(event.get("DESCRIPTION", "")),
        "place": str(event.get("LOCATION", "")),
        "link": str(event.get("URL", "")),
        "starts": starts,
        "ends": _last(event.get("DTEND")),
        "organisation": str(getattr(organiser, "params", {}).get("CN", "")),
        "topics": [str(topic) for group in groups for topic in getattr(group, "cats", ())],
        "updated": _moment(event.get("LAST-MODIFIED")),
    }


def _last(value: Any) -> str:
    """The end of a whole day is written as the day after it."""
    moment = getattr(value, "dt", None)
    if isinstance(moment, date) and not isinstance(moment, datetime):
        return (moment - timedelta(days=1)).isoformat()
    return _moment(value)


def _moment(value: Any) -> str:
    """A date, or a moment; one without a zone is the country's."""
    moment = getattr(value, "dt", None)
    if isinstance(moment, datetime):
        return (moment if moment.tzinfo else moment.replace(tzinfo=_SOFIA)).astimezone(_SOFIA).isoformat()
    return moment.isoformat() if isinstance(moment, date) else ""
