"""What a reading would change, before anything is written."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ramo.kit import clock
from ramo.listings.data import Provenance

from .data import RawRecord, Reading, Rejected
from .lists import Lists
from .normalise import Defaults, Unclear, Understood, normalise

Incoming = tuple[Understood, Provenance]


@dataclass(frozen=True, slots=True)
class Plan:
    """`missing` stood at this source and is in the reading no more; `gone` the source itself withdraws."""

    new: Sequence[Incoming]
    changed: Sequence[Incoming]
    unchanged: Sequence[str]
    missing: Sequence[str]
    gone: Sequence[str]
    unclear: Sequence[Unclear]
    rejected: Sequence[Rejected]
    fingerprint: str

    @property
    def seen(self) -> int:
        """Records that were understood, a question of place included."""
        return len(self.new) + len(self.changed) + len(self.unchanged) + len(self.unclear)

    @property
    def written(self) -> list[Incoming]:
        return [*self.new, *self.changed]


def make_plan(
    source_key: str, readings: Iterable[Reading], *, standing: Mapping[str, str], defaults: Defaults, lists: Lists
) -> Plan:
    """`standing`: what the source had when it was last read, number → fingerprint."""
    new, changed, unchanged = list[Incoming](), list[Incoming](), list[str]()
    unclear, rejected, gone = list[Unclear](), list[Rejected](), list[str]()
    seen: dict[str, str] = {}
    for reading in readings:
        rejected.extend(reading.rejected)
        gone.extend(_withdrawn(reading.gone, standing))
        for record in reading.records:
            understood = _understood(record, defaults, lists) if record.external_id not in seen else None
            match understood:
                case None:
                    continue
                case Rejected():
                    rejected.append(understood)
                case Unclear():
                    unclear.append(understood)
                case _:
                    provenance = Provenance(source_key, record.external_id, record.text("link") or defaults.source_url)
                    print_ = understood.fingerprint()
                    _sort(understood, provenance, standing.get(record.external_id), print_, (new, changed, unchanged))
            seen[record.external_id] = _digest(record)
    here = seen.keys() | {each.external_id for each in rejected}
    missing = [each for each in standing if each not in here and each not in gone]
    if sum(not each.external_id for each in rejected) >= len(missing):
        missing = []  # as many were refused that cannot be told: these may be they
    return Plan(new, changed, unchanged, missing, gone, unclear, rejected, _digest_of_all(seen))


def _withdrawn(gone: Sequence[str], standing: Mapping[str, str]) -> list[str]:
    """A series that is withdrawn takes the dates of it along, which stand as „number/moment“."""
    named = set(gone)
    return [each for each in standing if each in named or each.rpartition("/")[0] in named]


def _understood(record: RawRecord, defaults: Defaults, lists: Lists) -> Understood | Rejected | Unclear:
    return normalise(
        record,
        defaults=defaults,
        gazetteer=lists.gazetteer,
        occupations=lists.occupations,
        today=clock.today(),
    )


def _sort(
    data: Understood,
    provenance: Provenance,
    stands: str | None,
    fingerprint: str,
    into: tuple[list[Incoming], list[Incoming], list[str]],
) -> None:
    new, changed, unchanged = into
    if stands is None:
        new.append((data, provenance))
    elif stands != fingerprint:
        changed.append((data, provenance))
    else:
        unchanged.append(provenance.external_id)


def _digest(record: RawRecord) -> str:
    return "\x1f".join(f"{name}={record.fields[name]}" for name in sorted(record.fields))


def _digest_of_all(seen: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for external_id in sorted(seen):
        digest.update(f"{external_id}\x1e{seen[external_id]}\x1d".encode())
    return digest.hexdigest() if seen else ""
