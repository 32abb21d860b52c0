"""The door for what people decide about sources: adding, changing, switching, answering."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.bulgarian.romanise import romanised
from ramo.network.models import Institution
from ramo.vocabularies.models import District, Settlement

from .data import Dialect, RecordKind
from .models import PlaceQuestion, Source
from .normalise import places
from .run_actions import settle_questions, take_turn
from .states import SourceState
from .waiting import tell_of_source

_KEY = 50


@dataclass(frozen=True, slots=True)
class SourceData:
    """What a person says of a source."""

    name: str
    kind: str
    institution: Institution | None = None
    district: District | None = None
    owner: User | None = None
    licence: str = ""
    cadence_days: int = 7
    min_items: int = 0
    max_items: int = 10_000
    is_whole: bool = True
    is_vouched: bool = False


@transaction.atomic
def add_source(data: SourceData, *, dialect: Dialect, address: str = "", payload: str = "", by: User) -> Source:
    """Switched off: whoever adds it first sees what it gives. A partner's own (no address) needs no switch."""
    source = Source(key=_free_key(data.name), dialect=dialect, address=address, payload=payload)
    _fill(source, data)
    source.is_on = not address
    source.save(force_insert=True)
    record("added source", source, by=by, detail={"address": address, "dialect": dialect})
    return source


@transaction.atomic
def own_source(institution: Institution, *, by: User) -> Source:
    """The list of vacancies that an institution brings, made at its first; it stands for what it brings itself."""
    standing = Source.objects.brought().filter(institution=institution).first()
    if standing:
        return standing
    data = SourceData(
        name=institution.name_bg[:160],
        kind=RecordKind.VACANCY,
        institution=institution,
        district=institution.district,
        owner=by,
        is_vouched=True,
    )
    return add_source(data, dialect=Dialect.SPREADSHEET, by=by)


@transaction.atomic
def amend_source(source: Source, data: SourceData, *, by: User) -> None:
    _fill(source, data)
    source.save(update_fields=list(SourceData.__dataclass_fields__))
    record("amended source", source, by=by)
    tell_of_source(source)


@transaction.atomic
def switch(source: Source, *, is_on: bool, by: User) -> None:
    """Switched off, nothing of it is taken down; it only is not asked any more."""
    source.is_on = is_on
    source.due_at = clock.now() if is_on else None
    source.save(update_fields=["is_on", "due_at"])
    record("switched source on" if is_on else "switched source off", source, by=by)


@transaction.atomic
def follow_move(source: Source, *, by: User) -> None:
    """A person saw that the new address is the same source."""
    source.address, source.moved_to = source.moved_to, ""
    source.etag = source.last_modified = ""
    source.state, source.death, source.due_at = SourceState.OK, "", clock.now()
    source.save()
    record("followed source", source, by=by, detail={"address": source.address})
    tell_of_source(source)


@transaction.atomic
def map_columns(source: Source, mapping: Mapping[str, str], *, by: User) -> None:
    """Remembered for every file to come; what the web has is read anew, though it did not change."""
    source.mapping = {**take_turn(source.pk).mapping, **mapping}
    source.etag = source.last_modified = ""
    source.save(update_fields=["mapping", "etag", "last_modified"])
    record("mapped columns", source, by=by, detail={"columns": len(mapping)})


@transaction.atomic
def answer_place(question: PlaceQuestion, settlement: Settlement, *, by: User) -> int:
    """The name means this place at this source from now on; how many waiting offers came in by that.

    In the source's turn: what another answer or run of this moment wrote is read before anything is planned.
    """
    source = take_turn(question.source_id)
    source.places = {**source.places, places.key(question.written): [settlement.pk]}
    source.save(update_fields=["places"])
    alike = list(PlaceQuestion.objects.open().filter(source=source, written=question.written))
    count = settle_questions(source, alike, by=by)
    PlaceQuestion.objects.filter(pk__in=[each.pk for each in alike]).update(settled_at=clock.now())
    record("answered place", question, by=by, detail={"written": question.written, "ekatte": settlement.pk})
    tell_of_source(source)
    return count


def _fill(source: Source, data: SourceData) -> None:
    for name in data.__dataclass_fields__:
        setattr(source, name, getattr(data, name))


def _free_key(name: str) -> str:
    """Never used again: offers keep it as their source."""
    stem = slugify(romanised(name))[:_KEY].strip("-") or "source"
    taken = set(Source.objects.filter(pk__startswith=stem).values_list("pk", flat=True))
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(key for key in numbers if key not in taken)
