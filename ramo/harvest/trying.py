"""A source that is not switched on is tried: what it would bring, with nothing written."""

from dataclasses import dataclass, replace

from ramo.kit import clock
from ramo.kit import fetch as web

from .collecting import Fetch, collect
from .models import Source
from .plan import Plan
from .run_actions import MOST_BY_HAND, journey_of, met, plan_for
from .states import Verdict, judge


@dataclass(frozen=True, slots=True)
class Tried:
    plan: Plan
    verdict: Verdict
    columns: tuple[str, ...] = ()  # headings of a table

    @property
    def would_bring(self) -> bool:
        return self.verdict.may_apply


def try_source(source: Source, *, fetch: Fetch = web.fetch) -> Tried:
    journey = replace(journey_of(source, fetch), most_pages=MOST_BY_HAND, most_details=MOST_BY_HAND)
    collected = collect(journey)
    plan = plan_for(source, collected)
    verdict = judge(source.promise, [met(source, collected, plan).facts()], now=clock.now())
    return Tried(plan, verdict, next((each.columns for each in collected.readings), ()))
