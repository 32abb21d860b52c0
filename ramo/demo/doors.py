"""What stands at the doors of the invented libraries: hours, a notice, the services they give."""

from collections.abc import Iterator
from datetime import timedelta

from ramo.kit import clock
from ramo.network.hours_forms import SpansField
from ramo.network.models import LibraryNotice, OpeningHours
from ramo.seed.entries import Entry
from ramo.services.models import LibraryService, ServiceCheck

GIVEN_FOR = timedelta(days=200)
NOTICE_HANGS = timedelta(days=14)


def open_doors(libraries: list[Entry]) -> None:
    OpeningHours.objects.bulk_create(row for entry in libraries for row in _hours(entry))
    LibraryNotice.objects.bulk_create(row for entry in libraries for row in _notices(entry))
    reason = "the demo fills its own libraries"
    LibraryService.objects.across_libraries(reason).bulk_create(row for entry in libraries for row in _services(entry))


def _hours(entry: Entry) -> Iterator[OpeningHours]:
    field = SpansField(label="hours")
    for weekday, typed in enumerate(entry.lines("hours")):
        for span in field.clean(typed):
            yield OpeningHours(library_id=entry.text("number"), weekday=weekday, opens=span.opens, closes=span.closes)


def _notices(entry: Entry) -> Iterator[LibraryNotice]:
    if text := entry.maybe("notice_bg"):
        day = clock.today() - timedelta(days=1)
        yield LibraryNotice(library_id=entry.text("number"), text_bg=text, starts_on=day, ends_on=day + NOTICE_HANGS)


def _services(entry: Entry) -> Iterator[LibraryService]:
    """Where the network's texts are not loaded, there is nothing to give."""
    ticks: dict[str, list[str]] = {}
    for key, service in ServiceCheck.objects.values_list("key", "service"):
        ticks.setdefault(service, []).append(key)
    for key in entry.lines("services"):
        if key in ticks:
            yield LibraryService(
                library_id=entry.text("number"),
                service_id=key,
                since=clock.today() - GIVEN_FOR,
                ticks=ticks[key],
                trained_roles=[LibraryService.TrainedRole.LIBRARIAN],
                trained_count=LibraryService.TrainedCount.ONE,
                is_demo=True,
            )
