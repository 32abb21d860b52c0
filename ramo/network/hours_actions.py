"""The door that writes when a library is open, what one finds there, and what hangs on its door.

Changed hours are no confirmed hours: what was confirmed for the old ones does not hold for the new.
A day that differs and a notice carry their own dates and leave the confirmation as it is.
"""

from dataclasses import asdict

from django.db import transaction

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.identifiers import find_identifier

from .actions import file_library_cards
from .data import Access, HoursChange, NewNotice, Week
from .errors import DatesPassed, IdentifierInText, OverlappingHours, TooManyChanges
from .models import HoursException, Library, LibraryNotice, OpeningHours

MOST_CHANGES, MOST_NOTICES = 40, 5


@transaction.atomic
def set_week(library: Library, week: Week, *, by: User) -> None:
    if any(one.overlaps(other) for day in week for one in day for other in day if one is not other):
        raise OverlappingHours
    wanted = {(weekday, span.opens, span.closes) for weekday, day in enumerate(week) for span in day}
    _lock(library)
    if wanted == set(library.hours.values_list("weekday", "opens", "closes")):
        return
    library.hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(library=library, weekday=weekday, opens=opens, closes=closes) for weekday, opens, closes in wanted
    )
    _after_edit(library, "edited hours", by=by)


@transaction.atomic
def set_access(library: Library, access: Access, *, by: User) -> None:
    columns = asdict(access)
    changed = [name for name, value in columns.items() if getattr(library, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(library, name, columns[name])
    library.save(update_fields=changed)
    _after_edit(library, "edited access", by=by)


@transaction.atomic
def add_change(library: Library, change: HoursChange, *, by: User) -> HoursException:
    """The same sent twice is one. At most one span: days with a pause are rare, and the week has them."""
    _refuse_unfit(change.reason, change.ends_on >= clock.today())
    _lock(library)
    opens, closes = (change.spans[0].opens, change.spans[0].closes) if change.spans else (None, None)
    columns = {
        "starts_on": change.starts_on,
        "ends_on": change.ends_on,
        "opens": opens,
        "closes": closes,
        "reason_bg": change.reason,
    }
    if known := library.hours_exceptions.filter(**columns).first():
        return known
    if library.hours_exceptions.filter(starts_on__lte=change.ends_on, ends_on__gte=change.starts_on).exists():
        raise OverlappingHours
    if library.hours_exceptions.filter(ends_on__gte=clock.today()).count() >= MOST_CHANGES:
        raise TooManyChanges
    added = HoursException.objects.create(library=library, **columns)
    record("changed days", library, by=by, detail={"from": f"{change.starts_on}", "until": f"{change.ends_on}"})
    return added


@transaction.atomic
def remove_change(change: HoursException, *, by: User) -> None:
    record("took back changed days", change.library, by=by, detail={"from": f"{change.starts_on}"})
    change.delete()


@transaction.atomic
def add_notice(library: Library, notice: NewNotice, *, by: User) -> LibraryNotice:
    """The same sent twice is one."""
    _refuse_unfit(notice.text_bg, notice.ends_on >= clock.today())
    _lock(library)
    columns = asdict(notice)
    if known := library.notices.filter(**columns).first():
        return known
    if library.notices.not_over().count() >= MOST_NOTICES:
        raise TooManyChanges
    added = LibraryNotice.objects.create(library=library, **columns)
    record("put up notice", library, by=by)
    return added


@transaction.atomic
def remove_notice(notice: LibraryNotice, *, by: User) -> None:
    record("took down notice", notice.library, by=by)
    notice.delete()


def _lock(library: Library) -> None:
    """Two people changing one library's days wait for each other."""
    Library.objects.select_for_update().get(pk=library.pk)


def _refuse_unfit(text: str, is_ahead: bool) -> None:
    if not is_ahead:
        raise DatesPassed
    if find_identifier(text):
        raise IdentifierInText


def _after_edit(library: Library, verb: str, *, by: User) -> None:
    library.verified_on, library.verified_as, library.valid_until = None, "", None
    library.save(update_fields=["verified_on", "verified_as", "valid_until"])
    record(verb, library, by=by)
    file_library_cards(Library.objects.filter(pk=library.pk))
