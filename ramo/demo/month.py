"""A month at the desks of the invented libraries: consultations and hand-outs, the same on every machine."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

from ramo.desk.models import Consultation, HalfDay, Handout, LogOption
from ramo.kit import clock
from ramo.network.models import Library

DAYS = 30
SATURDAY = 5
# How often a person comes with what; the rest of the areas are rare.
AREAS = {"employment": 5, "taxes": 5, "health": 3, "culture": 3, "digital": 4, "leisure": 1, "education": 1}
AGES = {"a65": 9, "a55": 5, "a30": 5, "a18": 3, "a14": 1, "unknown": 1}
MINUTES = {"m5": 3, "m15": 6, "m30": 4, "m60": 1}
MODES = {"do-with": 6, "look-up": 3, "teach": 2, "print-only": 2, "talk": 2}
OUTCOMES = {"done": 6, "printed": 4, "referred": 3, "partly": 1, "stopped": 1}
REFERRED_SHARE, SHEET_SHARE = 0.3, 0.4


class Month:
    """Draws what happens at a desk; `options` are all choices of the log."""

    def __init__(self, options: list[LogOption]) -> None:
        self._chance = Random(2026)  # noqa: S311 (nothing secret)
        self._by_list: dict[str, dict[str, LogOption]] = {}
        for option in options:
            self._by_list.setdefault(option.list, {})[option.key] = option

    def consultations(self, library: Library, a_day: int) -> Iterator[Consultation]:
        for day in working_days(clock.today()):
            for _ in range(self._chance.randint(a_day // 2, a_day + a_day // 2)):
                yield self._consultation(library, day)

    def handouts(self, consultations: list[Consultation]) -> Iterator[Handout]:
        for consultation in consultations:
            if self._chance.random() < SHEET_SHARE:
                yield Handout(
                    library_id=consultation.library_id,
                    on=consultation.on,
                    half=consultation.half,
                    area_id=consultation.area_id,
                    sheets=self._chance.choice([1, 1, 1, 2, 3]),
                    submission=self._submission(),
                    is_demo=True,
                )

    def _consultation(self, library: Library, day: date) -> Consultation:
        area = self._one(AREAS)
        tasks = [task for task in self._by_list["task"].values() if task.area_id == area]
        referrals = [option for option in self._by_list["referral"].values() if area in option.first_in]
        is_referred = bool(referrals) and self._chance.random() < REFERRED_SHARE
        outcome = self._option("outcome", OUTCOMES)
        return Consultation(
            library=library,
            on=day,
            half=self._chance.choice(HalfDay.values),
            area_id=area,
            task=self._chance.choice(tasks),
            mode=self._option("mode", MODES),
            minutes=self._option("minutes", MINUTES),
            age_band=self._option("age_band", AGES),
            outcome=outcome,
            stop_reason=self._by_list["stop_reason"]["office-only"] if outcome.key == "stopped" else None,
            referral=self._chance.choice(referrals) if is_referred else None,
            submission=self._submission(),
            is_demo=True,
        )

    def _option(self, kind: str, weights: dict[str, int]) -> LogOption:
        return self._by_list[kind][self._one(weights)]

    def _one(self, weights: dict[str, int]) -> str:
        return self._chance.choices(list(weights), list(weights.values()))[0]

    def _submission(self) -> UUID:
        return UUID(int=self._chance.getrandbits(128), version=4)


def working_days(today: date) -> Iterator[date]:
    """Of the month before `today`, which is still to be worked."""
    for back in range(DAYS, 0, -1):
        day = today - timedelta(days=back)
        if day.weekday() < SATURDAY:
            yield day
