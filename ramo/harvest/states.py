"""How a source fares, judged from its runs and from what it promised. Pure; whoever asks writes down the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from ramo.kit.fetch.data import Refusal, Status

from .data import Failure

SHRINK_GUARD = 0.25
_MOST_REJECTED = 0.5
_TRIES = 3
_APART = timedelta(days=3)
_UNCHANGED_CADENCES = 3


class SourceState(StrEnum):
    OK = "ok"
    LATE = "late"
    SHRINKING = "shrinking"
    FROZEN = "frozen"
    GARBLED = "garbled"
    MOVED = "moved"
    GONE = "gone"


class Death(StrEnum):
    """The ways a source dies; each has a sentence of advice where it is shown."""

    NONE = ""
    DEAD_HOST = "dead-host"
    NOT_FOUND = "not-found"
    WITHDRAWN = "withdrawn"  # 410
    SERVER_ERROR = "server-error"
    BUSY = "busy"
    LOGIN = "login"
    FIREWALL = "firewall"
    FORBIDDEN = "forbidden"  # by robots.txt
    OUT_OF_BOUNDS = "out-of-bounds"  # our own guard does not go there
    REDIRECT_LOOP = "redirect-loop"
    SLOW = "slow"
    HUGE = "huge"
    MOVED = "moved"
    EMPTY = "empty"
    SHRUNK = "shrunk"
    SWOLLEN = "swollen"
    FROZEN = "frozen"
    WRONG_LETTERS = "wrong-letters"
    CHANGED_STRUCTURE = "changed-structure"


@dataclass(frozen=True, slots=True)
class Promise:
    """What whoever added the source said of it."""

    cadence: timedelta = timedelta(days=7)  # something new at least so often
    min_items: int = 0
    max_items: int = 100_000


@dataclass(frozen=True, slots=True)
class Run:
    """What one run met. `fingerprint` is the same when the source said the same as before."""

    at: datetime
    status: Status = Status.OK
    refusal: Refusal | None = None
    wall: str = ""  # "login" or "firewall"
    code: int = 0
    address: str = ""  # where it asked
    moved_to: str = ""
    failure: Failure | None = None
    seen: int = 0
    rejected: int = 0
    fingerprint: str = ""
    is_complete: bool = True  # every page was read
    is_accepted: bool = False  # a person looked, and said that it is right


@dataclass(frozen=True, slots=True)
class Verdict:
    """`may_apply`: what was read may be written. `may_mark_gone`: what is absent may be taken for gone."""

    state: SourceState
    death: Death = Death.NONE
    may_apply: bool = False
    may_mark_gone: bool = False


def judge(promise: Promise, runs: Sequence[Run], *, now: datetime) -> Verdict:
    """`runs` from the oldest to the one that just ended. Only a whole, plausible run may change anything."""
    if not runs:
        return Verdict(SourceState.OK)
    run, good = runs[-1], good_runs(promise, runs[:-1])
    if run.status is Status.NOT_MODIFIED:
        return _unchanged(promise, good, run, now)
    if death := unreached(run) or _unread(run):
        return Verdict(_state_of_failure(death, promise, runs, good, now), death)
    if not run.is_accepted and (death := _implausible(promise, run, good)):
        state = SourceState.GARBLED if death in (Death.SWOLLEN, Death.CHANGED_STRUCTURE) else SourceState.SHRINKING
        return Verdict(state, death)
    if run.moved_to:
        is_same_house = urlsplit(run.moved_to).hostname == urlsplit(run.address).hostname
        return Verdict(SourceState.MOVED, Death.MOVED, may_apply=is_same_house)
    is_same = bool(run.fingerprint and good and good[-1].fingerprint == run.fingerprint)
    if is_same and not run.is_accepted:
        return _unchanged(promise, good, run, now)
    return Verdict(SourceState.OK, may_apply=True, may_mark_gone=run.is_complete)


def good_runs(promise: Promise, runs: Sequence[Run]) -> list[Run]:
    """Those that later ones are compared with; a shrunken one is a new measure only when a person accepted it."""
    good: list[Run] = []
    for run in runs:
        is_read = run.status is Status.OK and run.is_complete and not unreached(run) and not _unread(run)
        if is_read and (run.is_accepted or not _implausible(promise, run, good)):
            good.append(run)
    return good


def unreached(run: Run) -> Death:
    if run.wall or run.status is Status.WALLED:
        return Death.FIREWALL if run.wall == "firewall" else Death.LOGIN
    if run.refusal in (Refusal.REDIRECT_LOOP, Refusal.TOO_MANY_REDIRECTS):
        return Death.REDIRECT_LOOP
    if run.refusal in _REFUSALS:
        return _REFUSALS[run.refusal]
    return _DEATHS.get(run.status, Death.NONE)


_REFUSALS: dict[Refusal | None, Death] = {Refusal.RESTING: Death.BUSY, Refusal.ROBOTS: Death.FORBIDDEN}
_DEATHS = {
    Status.UNREACHABLE: Death.DEAD_HOST,
    Status.NOT_FOUND: Death.NOT_FOUND,
    Status.GONE: Death.WITHDRAWN,
    Status.FAILED: Death.SERVER_ERROR,
    Status.BUSY: Death.BUSY,
    Status.REFUSED: Death.OUT_OF_BOUNDS,
    Status.TOO_SLOW: Death.SLOW,
    Status.TOO_LARGE: Death.HUGE,
}


def _unread(run: Run) -> Death:
    if run.failure is None:
        return Death.NONE
    return {
        Failure.GARBLED: Death.WRONG_LETTERS,
        Failure.TOO_LARGE: Death.HUGE,
        Failure.BOMB: Death.HUGE,
        Failure.TOO_MUCH_MEMORY: Death.HUGE,
        Failure.TOO_SLOW: Death.SLOW,
        Failure.ANSWERED_ERROR: Death.SERVER_ERROR,
    }.get(run.failure, Death.CHANGED_STRUCTURE)


def _implausible(promise: Promise, run: Run, good: Sequence[Run]) -> Death:
    """Half refused is another structure; a quarter fewer than last time is asked about before it is believed."""
    if run.rejected and run.rejected > _MOST_REJECTED * (run.seen + run.rejected):
        return Death.CHANGED_STRUCTURE
    if run.seen > promise.max_items:
        return Death.SWOLLEN
    if run.seen and not run.is_complete:
        return Death.NONE  # a part of it; what is absent is not counted
    before = good[-1].seen if good else 0
    if run.seen == 0 and (before or promise.min_items):
        return Death.EMPTY
    if run.seen < promise.min_items or run.seen < before * (1 - SHRINK_GUARD):
        return Death.SHRUNK
    return Death.NONE


def _state_of_failure(
    death: Death, promise: Promise, runs: Sequence[Run], good: Sequence[Run], now: datetime
) -> SourceState:
    if death in (Death.WRONG_LETTERS, Death.CHANGED_STRUCTURE):
        return SourceState.GARBLED
    if death is Death.WITHDRAWN or (death in (Death.NOT_FOUND, Death.DEAD_HOST) and _is_lasting(runs)):
        return SourceState.GONE
    is_overdue = not good or now - good[-1].at > promise.cadence
    is_passing = death in (Death.BUSY, Death.SERVER_ERROR, Death.SLOW, Death.DEAD_HOST) and len(_failing(runs)) < _TRIES
    return SourceState.OK if is_passing and not is_overdue else SourceState.LATE


def _failing(runs: Sequence[Run]) -> list[Run]:
    """The unbroken line of failures at the end."""
    failing: list[Run] = []
    for run in reversed(runs):
        if not unreached(run):
            break
        failing.append(run)
    return failing


def _is_lasting(runs: Sequence[Run]) -> bool:
    """Three failures over three days: not a night's repair."""
    failing = _failing(runs)
    return len(failing) >= _TRIES and failing[0].at - failing[-1].at >= _APART


def _unchanged(promise: Promise, good: Sequence[Run], run: Run, now: datetime) -> Verdict:
    """The same as before: fine for a while, then nobody may be minding it, and what it says is not renewed."""
    since = run.at
    for each in reversed(good):
        if each.fingerprint != good[-1].fingerprint:
            break
        since = each.at
    if now - since > promise.cadence * _UNCHANGED_CADENCES:
        return Verdict(SourceState.FROZEN, Death.FROZEN)
    return Verdict(SourceState.OK, may_apply=True)
