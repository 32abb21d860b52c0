"""How an edition goes, by district and against its targets: a few grouped queries, however many libraries joined."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from ramo.desk.models import Consultation
from ramo.kit import clock
from ramo.kit.withholding import Sum as Adding
from ramo.kit.withholding import withheld
from ramo.vocabularies.models import District

from .data import CORE, Target
from .models import Edition, ExitCard, LibraryTask, Participation, Planned

REASON = "totals of a campaign by district; nothing of a record itself is read"
PEOPLE = ("attendances", "desk_acts", "cards")  # counts of people: small ones are not said in public
Rows = Iterable[Any]
_TOTAL = ""
_HEADS = ("under_18", "from_18", "from_30", "from_65", "unknown")


@dataclass(frozen=True, slots=True)
class Figures:
    """`None`: not said, because it is small."""

    libraries: int | None = 0
    tasks_done: int | None = 0
    tasks: int | None = 0
    sessions: int | None = 0
    attendances: int | None = 0
    desk_acts: int | None = 0
    cards: int | None = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One district; the names of its figures are those of its targets."""

    district: District
    figures: Figures
    target: Target

    @property
    def done_share(self) -> int | None:
        done, tasks = self.figures.tasks_done, self.figures.tasks
        return round(100 * done / tasks) if tasks and done is not None else None

    @property
    def is_silent(self) -> bool:
        """Nobody joined, or nothing was done yet."""
        return not self.figures.libraries or not self.figures.tasks_done


@dataclass(frozen=True, slots=True)
class Progress:
    rows: list[Row]
    total: Figures
    target: Target


def of(edition: Edition, districts: Sequence[District] | None = None) -> Progress:
    """Exact, for staff; all districts that the edition is for, or only these."""
    asked = _districts(edition) if districts is None else [each for each in districts if edition.covers(each.pk)]
    counted = _counted(edition)
    targets = {each.district_id: each.as_data for each in edition.targets.all()}
    return whole(
        [Row(each, Figures(**counted.get(each.pk, Counter())), targets.get(each.pk, Target())) for each in asked]
    )


def whole(rows: list[Row]) -> Progress:
    """With what the rows sum up to."""
    return Progress(rows, _summed(row.figures for row in rows), _summed_targets(row.target for row in rows))


def in_public(progress: Progress) -> Progress:
    """The same without what could tell of single people, alone or by subtracting."""
    counts = {(name, row.district.pk): getattr(row.figures, name) for name in PEOPLE for row in progress.rows}
    counts |= {(name, _TOTAL): getattr(progress.total, name) for name in PEOPLE}
    sums = [Adding((name, _TOTAL), [(name, row.district.pk) for row in progress.rows]) for name in PEOPLE]
    hidden = withheld(counts, sums)

    def shown(figures: Figures, where: str) -> Figures:
        return replace(figures, **dict.fromkeys(name for name in PEOPLE if (name, where) in hidden))

    rows = [Row(row.district, shown(row.figures, row.district.pk), row.target) for row in progress.rows]
    return Progress(rows, shown(progress.total, _TOTAL), progress.target)


def answers_of(edition: Edition) -> list[tuple[str, int, int]]:
    """Of each question of the core: its name, how many answered, how many of them with 4 or 5."""
    cards = ExitCard.objects.filter(participation__edition=edition)
    asked = {f"{name}_all": Count(name) for name in CORE}
    agreed = {f"{name}_yes": Count("pk", filter=Q(**{f"{name}__gte": 4})) for name in CORE}
    counted = cards.aggregate(**asked, **agreed)
    return [(name, counted[f"{name}_all"], counted[f"{name}_yes"]) for name in CORE]


def choices_of(edition: Edition) -> list[tuple[str, list[tuple[str, int]]]]:
    """Of each further question: its words, and how often each choice was taken."""
    given = ExitCard.objects.filter(participation__edition=edition).order_by()
    found = []
    for question in edition.kit.questions:
        column = f"extra__{question['key']}"
        counts = dict(given.filter(**{f"{column}__isnull": False}).values_list(column).annotate(Count("pk")))
        choices = [(str(text), counts.get(number, 0)) for number, text in enumerate(question["choices_bg"], 1)]
        found.append((str(question["text_bg"]), choices))
    return found


def _districts(edition: Edition) -> list[District]:
    rows = District.objects.order_by("name_bg")
    return list(rows.filter(pk__in=edition.districts) if edition.districts else rows)


def _counted(edition: Edition) -> dict[str, Counter[str]]:
    """By district. The database counts by library, which needs no join of the many; districts are summed here."""
    rows = Participation.objects.across_libraries(REASON).filter(edition=edition).order_by()
    district_of, district_at = {}, {}
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for pk, library, district, left_at in rows.values_list("pk", "library", "library__district", "left_at"):
        district_of[pk] = district_at[library] = district
        counted[district]["libraries"] += left_at is None
    by_participation = (*_tasks(edition), *_events(edition), *_cards(edition))
    for row in by_participation:
        counted[district_of[row.pop("place")]].update(row)
    for row in _desk(edition):
        counted[district_at[row.pop("place")]].update(row)
    return counted


def _tasks(edition: Edition) -> Rows:
    tasks = LibraryTask.objects.filter(participation__edition=edition, participation__left_at=None).order_by()
    return tasks.values(place=F("participation")).annotate(tasks=Count("pk"), tasks_done=Count("done_on"))


def _events(edition: Edition) -> Rows:
    """Events that came of its tasks and took place, with who came to them."""
    held = Planned.objects.filter(participation__edition=edition, event__hosts__did_happen=True).order_by()
    heads = reduce(add, (F(f"event__hosts__headcount__{name}") for name in _HEADS))
    return held.values(place=F("participation")).annotate(sessions=Count("pk"), attendances=Coalesce(Sum(heads), 0))


def _desk(edition: Edition) -> Rows:
    """Consultations of the area at the libraries that joined, within the days of the campaign."""
    joined = Participation.objects.standing(edition).order_by().values("library")
    last = min(edition.ends_on, clock.today())
    rows = Consultation.objects.across_libraries(REASON).filter(
        library__in=joined, area=edition.kit.area_id, on__range=(edition.starts_on, last)
    )
    return rows.order_by().values(place=F("library")).annotate(desk_acts=Count("pk"))


def _cards(edition: Edition) -> Rows:
    cards = ExitCard.objects.filter(participation__edition=edition).order_by()
    return cards.values(place=F("participation")).annotate(cards=Count("pk"))


def _summed(figures: Iterable[Figures]) -> Figures:
    rows = list(figures)
    return Figures(**{each.name: sum(getattr(row, each.name) or 0 for row in rows) for each in fields(Figures)})


def _summed_targets(targets: Iterable[Target]) -> Target:
    rows = list(targets)
    said = {name: [getattr(row, name) for row in rows if getattr(row, name) is not None] for name in Target.__slots__}
    return Target(**{name: sum(values) if values else None for name, values in said.items()})
