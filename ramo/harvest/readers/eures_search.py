"""What the search of the EURES portal answers."""

from datetime import UTC, datetime
from typing import Any

from ramo.harvest.data import Failure, Reading, ReadOptions, RecordKind, Unreadable

from . import objects
from .gathering import Gathering, snippet

_DETAIL = "https://europa.eu/eures/portal/jv-se/jv-details/"
_HOURS = {"fulltime": "full time", "parttime": "part time"}


def read(content: bytes, *, options: ReadOptions) -> Reading:
    answer = objects.parse_json(content, content_type=options.content_type)
    vacancies = objects.at(answer, "jvs")
    if not isinstance(vacancies, list):
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no jvs")
    gathering = Gathering(options)
    for number, vacancy in enumerate(vacancies):
        where = f"jvs[{number}]"
        with gathering.one(where):
            _add(gathering, vacancy, where)
    total = objects.text(answer, "numberRecords")
    return gathering.reading(total=int(total) if total.isascii() and total.isdigit() else None)


def _add(gathering: Gathering, vacancy: Any, where: str) -> None:
    external_id = objects.text(vacancy, "id")
    places = objects.at(vacancy, "locationMap")
    countries = list(places) if isinstance(places, dict) else []
    regions = [objects.text(region) for country in countries for region in objects.listed(places, country)]
    hours = objects.text(vacancy, "positionScheduleCodes")
    gathering.add(
        external_id,
        RecordKind.VACANCY,
        {
            "title": objects.text(vacancy, "title"),
            "text": objects.text(vacancy, "description"),
            "link": f"{_DETAIL}{external_id}" if external_id else "",
            "reference": external_id,
            "published": _moment(objects.text(vacancy, "creationDate")),
            "updated": _moment(objects.text(vacancy, "lastModificationDate")),
            "employer": objects.text(vacancy, "employer", "name"),
            "positions": objects.text(vacancy, "numberOfPosts"),
            "occupation_code": objects.texts(vacancy, "jobCategoriesCodes"),
            "contract": objects.text(vacancy, "positionOfferingCode"),
            "working_time": _HOURS.get(hours.lower(), hours),
            "country": countries[0] if len(countries) == 1 else "",
            "place": ", ".join(countries) if len(countries) > 1 else "",
            "district": ", ".join(filter(None, regions)),
            "language": objects.text(vacancy, "availableLanguages")[:2].lower(),
        },
        where=where,
        original=snippet(vacancy),
    )


def _moment(value: str) -> str:
    """The portal counts milliseconds."""
    if not (value.isascii() and value.isdigit() and len(value) < 15):
        return value
    return datetime.fromtimestamp(int(value) / 1000, tz=UTC).isoformat()
