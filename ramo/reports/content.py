"""What is frozen: the figures of a proof as anybody may read them, in plain data with keys and no words."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from ramo.kit.withholding import Sum, withheld
from ramo.vocabularies.models import District, Municipality

from .counting import NOWHERE, STEPS, TOTAL, Counts, Scope
from .counting.duties import duties
from .data import Change, Step, Subject
from .figures import CHAPTERS, FIGURES, OF_AREAS, Figure

FORMAT = 1
Content = dict[str, Any]
Progress = Callable[[Step], None]


def count(subject: Subject, progress: Progress) -> Content:
    """Everything but the number and what was before. Small counts are withheld here, before anything is kept."""
    scope = Scope.of(subject)
    counts: Counts = {}
    for done, (name, step) in enumerate(STEPS.items()):
        progress(Step(name, done, len(STEPS) + 1))
        counts |= step(scope)
    progress(Step("paper", len(STEPS), len(STEPS) + 1))
    places = [*scope.places(), *([None] if any(place == NOWHERE for _figure, place in counts) else [])]
    return {
        "format": FORMAT,
        "partner": _partner(scope),
        "territory": _territory(subject.district),
        "period": {"first": subject.period.first.isoformat(), "last": subject.period.last.isoformat()},
        "areas": sorted(scope.areas),
        "places": [{"code": place.pk, "name": place.name_bg} if place else {"code": NOWHERE} for place in places],
        "figures": [*_shown(scope, counts, [place.pk if place else NOWHERE for place in places])],
        "duties": duties(scope),
    }


def numbered(content: Content, *, number: str, made_on: date, before: Content | None, reason: str) -> Content:
    replaces = {"number": before["number"], "reason": reason} if before else None
    return {**content, "number": number, "made_on": made_on.isoformat(), "replaces": replaces}


def changes(old: Content, new: Content) -> list[Change]:
    """Totals that are not the same; a figure that one of them lacks counts as unknown."""
    before, after = _totals(old), _totals(new)
    keys = [key for key in FIGURES if key in before or key in after]
    found = (Change(key, before.get(key), after.get(key)) for key in keys)
    return [each for each in found if each.old != each.new]


def _totals(content: Content) -> dict[str, int | None]:
    return {figure["key"]: figure["total"] for figure in content["figures"]}


def _shown(scope: Scope, counts: Counts, places: Sequence[str]) -> Iterator[dict[str, Any]]:
    figures = [figure for figure in FIGURES.values() if _is_counted(figure, scope, counts)]
    whole = {(figure.key, place): counts.get((figure.key, place), 0) for figure in figures for place in places}
    for figure in figures:
        summed = sum(whole[figure.key, place] for place in places)
        whole[figure.key, TOTAL] = counts.get((figure.key, TOTAL), summed)
    hidden = _hidden(figures, whole, places)
    for figure in figures:
        values = {place: None if (cell := (figure.key, place)) in hidden else whole[cell] for place in (TOTAL, *places)}
        by_place = [values[place] for place in places] if figure.is_by_place else []
        yield {"key": figure.key, "total": values[TOTAL], "places": by_place}


def _is_counted(figure: Figure, scope: Scope, counts: Counts) -> bool:
    if figure.key in OF_AREAS:
        return bool(scope.areas)
    return figure.key != "items_age" or (figure.key, TOTAL) in counts


def _hidden(figures: Sequence[Figure], whole: Counts, places: Sequence[str]) -> set[tuple[str, str]]:
    """Of people only, down the places and across what adds up."""
    people = [figure.key for figure in figures if figure.is_of_people]
    sums = [Sum((key, TOTAL), [(key, place) for place in places]) for key in people]
    for key in people:
        if parts := [figure.key for figure in figures if figure.part_of == key]:
            sums += [Sum((key, place), [(part, place) for part in parts]) for place in (TOTAL, *places)]
    return withheld({cell: count for cell, count in whole.items() if cell[0] in people}, sums)


def _partner(scope: Scope) -> dict[str, Any]:
    partner = scope.subject.institution
    return {"key": partner.pk, "name": partner.name_bg, "offices": [*scope.offices]}


def _territory(district: District | Municipality | None) -> dict[str, str]:
    return {"code": district.pk, "name": district.name_bg} if district else {"code": "", "name": ""}


__all__ = ["CHAPTERS", "Content", "Progress", "changes", "count", "numbered"]
