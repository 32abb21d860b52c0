"""Many people for few places over HTTP: overbooked, order, waits, and registrations a second beside other rules.

Every rule answers on the same page of the same event kind; see `bench/registration_site.py`. The control must overbook.
BENCH_PEOPLE, BENCH_PLACES, BENCH_CLIENTS and BENCH_SEEDS set the size (the rush of the issue: 2000, 30, 50, 20);
BENCH_RULES=house leaves the rivals out.
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from statistics import median, quantiles

from bench.house import own_house
from bench.measure import tell
from bench.registration_rush import Rush, Size, rush, site, warmed

SIZE = Size(
    people=int(os.environ.get("BENCH_PEOPLE", "300")),
    places=int(os.environ.get("BENCH_PLACES", "30")),
    clients=int(os.environ.get("BENCH_CLIENTS", "50")),
)
SEEDS = int(os.environ.get("BENCH_SEEDS", "3"))
RULES = os.environ.get("BENCH_RULES", "house,none,count").split(",")
# Only who comes while places are given can overbook: many small rushes rather than a large one.
CONTROL, CONTROL_RUSHES = Size(people=60, places=30, clients=16), 5


def measure() -> dict[str, list[Rush]]:
    """The rules in turns, each seed in another order, so that a busy moment strikes all alike."""
    found: dict[str, list[Rush]] = {rule: [] for rule in RULES}
    with ExitStack() as open_sites:
        sites = {rule: open_sites.enter_context(site(rule)) for rule in RULES}
        for each in sites.values():
            warmed(each)
        for seed in range(SEEDS):
            turn = seed % len(RULES)
            for rule in (*RULES[turn:], *RULES[:turn]):
                found[rule].append(rush(sites[rule], seed, SIZE))
    return found


def overbooked_by_the_control() -> int:
    """In how many rushes more people sit than there are places."""
    with site("unlocked") as pages:
        rushes = [rush(pages, seed, CONTROL) for seed in range(CONTROL_RUSHES)]
    return sum(each.seated > CONTROL.places for each in rushes)


def compare(found: dict[str, list[Rush]]) -> None:
    """By the seed whose ratio is the middle one."""
    units: dict[str, Callable[[Rush], float]] = {
        "/s": lambda each: each.rate,
        "/s of processor": lambda each: each.rate_of_processor,
    }
    rivals = {"none": "the same page without a rule", "count": "advisory lock and count"}
    what = f"{SIZE.people:,} people for {SIZE.places} places, {SIZE.clients} clients, {SEEDS} rushes: registrations"
    for ours, rival in (("house", "none"), ("count", "none"), ("house", "count")):
        for unit, figure in units.items() if {ours, rival} <= found.keys() else ():
            pairs = [(figure(own), figure(other)) for own, other in zip(found[ours], found[rival], strict=True)]
            own, other = sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]
            tell(what if ours == "house" else f"  {rivals[ours]}", own, rivals[rival], other, unit)


def main() -> None:
    with own_house():
        found = measure()
        overbooked = overbooked_by_the_control()
    compare(found)
    for rule, rushes in found.items():
        over = sum(max(0, each.seated - SIZE.places) for each in rushes)
        first = min(each.first_seated for each in rushes)
        p99 = median(quantiles(each.waits, n=100)[98] for each in rushes)
        print(f"  {rule}: overbooked {over}, {first} of {SIZE.places} to the first, p99 {p99 * 1000:.0f} ms")
    print(f"  control, a count without the lock: overbooked in {overbooked} of {CONTROL_RUSHES} rushes")
    if any(each.seated != SIZE.places or each.first_seated != SIZE.places for each in found["house"]):
        raise SystemExit("The house gave more or fewer places than there are, or not to the first.")
    if not overbooked:
        raise SystemExit("The control did not overbook: this run proves nothing.")


if __name__ == "__main__":
    main()
