"""The tantivy engine: an index in the same process, for large networks; as exact as the database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Order, Query

from ramo.vocabularies.models import Settlement

from .contract import Ask, Match
from .coverage import Needs
from .data import Deadline, Distance, Sort
from .deadlines import days_of, spans_of
from .matching import LESSER
from .reading import Keys, Sought
from .spots import distance_km
from .tally import Cell, Counts, Tally
from .tantivy_index import EVERYWHERE, NEVER, band

_TITLE_BONUS = 2.0  # beside what it counts as a word of the whole: three times in all
_MANY = 60_000  # more than there are settlements, or cells
_BANDS = tuple(band(is_recommended=first, is_checked=second) for first in (True, False) for second in (True, False))

Clause = tuple[Occur, Query]


class Tantivy:
    """One moment of the index: all counts and matches it gives agree with each other."""

    name = "tantivy"

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self._searcher = searcher
        self._schema = schema

    def first_held(self, words: Sequence[Sought], sets: Needs, today: date) -> int | None:
        for number, each in enumerate(sets):
            if self._count([self._holding(words, (each,)), self._live(today)]):
                return number
        return None

    def tally(self, ask: Ask) -> Tally:
        counts, expired = self._facets(self._found(ask), self._chosen(ask), ask.today)
        counts["district"].pop(EVERYWHERE, None)
        cells = [_cell(name, count) for name, count in counts["cell"].items()]
        return Tally(ask.query, Counts(cells, counts["district"], counts["occupation"], counts["deadline"], expired))

    def matches(self, ask: Ask, *, start: int, limit: int, total: int) -> list[Match]:
        clauses = [*self._found(ask), self._live(ask.today), *_flat(self._chosen(ask).values())]
        if not start and total <= limit:
            return self._sorted(ask, clauses, start=0, limit=limit)[0]  # all of them: whoever asked orders them
        taken: list[Match] = []
        for each in _BANDS:
            in_band = [*clauses, self._any("band", [each])]
            matches, count = self._sorted(ask, in_band, start=start, limit=limit - len(taken))
            taken += matches
            start = max(0, start - count)
            if len(taken) >= limit:
                break
        return taken

    def _sorted(self, ask: Ask, clauses: Sequence[Clause], *, start: int, limit: int) -> tuple[list[Match], int]:
        """The matches from `start` on; and, where there are fewer than wanted, how many there are in all."""
        if ask.sort == Sort.NEAREST and ask.query.place and ask.query.place.lat is not None:
            return self._nearest(ask, clauses, start=start, limit=limit), self._count(clauses)
        columns = {Sort.NEWEST: ("checked_on", Order.Desc), Sort.EXPIRING: ("ends", Order.Asc)}
        by, order = columns.get(ask.sort, (None, Order.Desc))
        query = _all_of([*clauses, *self._titles(ask.words)])
        found = self._searcher.search(query, limit=limit, offset=start, count=False, order_by_field=by, order=order)
        matches = self._matches(found.hits, is_scored=by is None)
        return matches, start + len(matches) if matches or not start else self._count(clauses)

    def _nearest(self, ask: Ask, clauses: Sequence[Clause], *, start: int, limit: int) -> list[Match]:
        """Settlement by settlement outwards; then what lies nowhere. What has several places counts at the nearest."""
        taken: dict[int, Match] = {}
        for places in self._outwards(ask, clauses):
            here = [*clauses, self._any("place", places)] if places else clauses
            found = self._searcher.search(
                _all_of([*here, *self._titles(ask.words)]), limit=start + limit + len(taken), count=False
            )
            for match in self._matches(found.hits, is_scored=True):
                taken.setdefault(match.card_id, match)
            if len(taken) >= start + limit:
                break
        return list(taken.values())[start : start + limit]

    def _outwards(self, ask: Ask, clauses: Sequence[Clause]) -> Iterator[list[str]]:
        held = self._held(clauses, "place")
        points = Settlement.objects.filter(pk__in=held).order_by().values_list("pk", "lat", "lon")
        away = [(distance_km(ask.query.place, [(lat, lon)]), each) for each, lat, lon in points]
        for _km, each in sorted((km, each) for km, each in away if km is not None):
            yield [each]
        yield []

    def _matches(self, hits: Sequence[tuple[Any, tantivy.DocAddress]], *, is_scored: bool) -> list[Match]:
        numbers = self._searcher.fast_field_values("pk", [address for _score, address in hits])
        return [
            Match(int(number), float(score) if is_scored else 1.0)
            for (score, _address), number in zip(hits, numbers, strict=True)
            if number is not None
        ]

    def _found(self, ask: Ask) -> list[Clause]:
        """What holds the words and lies within reach, whatever its date, before all filters."""
        clauses = [self._holding(ask.words, ask.needs)]
        if ask.query.place and ask.query.is_near:
            if ask.query.distance == Distance.DISTRICT:
                clauses.append(self._any("district", [EVERYWHERE, ask.query.place.district]))
            else:
                clauses.append(self._any("place", [EVERYWHERE, *ask.near]))
        return clauses

    def _holding(self, words: Sequence[Sought], needs: Needs) -> Clause:
        held = [self._word(word) for word in words]
        sets = [_all_of([(Occur.Must, held[number]) for number in each]) for each in needs]
        return Occur.Must, sets[0] if len(sets) == 1 else Query.boolean_query([(Occur.Should, each) for each in sets])

    def _word(self, word: Sought) -> Query:
        return self._keys("keys", word.own, word.lesser)

    def _titles(self, words: Sequence[Sought]) -> list[Clause]:
        in_title = (self._keys("title", word.own, word.lesser) for word in words)
        return [(Occur.Should, Query.boost_query(each, _TITLE_BONUS)) for each in in_title]

    def _keys(self, field: str, own: Keys, lesser: Keys) -> Query:
        terms = [Query.term_query(self._schema, field, key, "freq") for key in own]
        terms += [Query.boost_query(Query.term_query(self._schema, field, key, "freq"), LESSER) for key in lesser]
        return Query.boolean_query([(Occur.Should, term) for term in terms])

    def _chosen(self, ask: Ask) -> dict[str, list[Clause]]:
        """The filters that are on, by the property that they narrow."""
        query = ask.query
        in_cell = {"area": query.areas, "kind": query.kinds, "freshness": query.freshness}
        return {
            "cell": [self._any(field, values) for field, values in in_cell.items() if values],
            "district": [self._any("district", query.districts)] if query.districts else [],
            "occupation": [self._any("occupation", query.occupations)] if query.occupations else [],
            "deadline": [self._due(query.deadlines, ask.today)] if query.deadlines else [],
        }

    def _due(self, deadlines: Sequence[str], today: date) -> Clause:
        spans = (_ordinals(span, today) for span in spans_of(deadlines))
        days = [Query.range_query(self._schema, "deadline", FieldType.Unsigned, *span) for span in spans]
        return Occur.Must, Query.const_score_query(Query.boolean_query([(Occur.Should, each) for each in days]), 0.0)

    def _any(self, field: str, values: Sequence[str]) -> Clause:
        """Narrows, and adds nothing to a score."""
        return Occur.Must, Query.const_score_query(Query.term_set_query(self._schema, field, list(values)), 0.0)

    def _live(self, today: date) -> Clause:
        days = Query.range_query(self._schema, "ends", FieldType.Unsigned, today.toordinal(), NEVER)
        return Occur.Must, Query.const_score_query(days, 0.0)

    def _facets(
        self, clauses: Sequence[Clause], chosen: Mapping[str, list[Clause]], today: date
    ) -> tuple[dict[str, dict[str, int]], int]:
        """Each property under the filters of all others; those without one are counted at once, with what is past."""
        free = [name for name, own in chosen.items() if not own]
        found, expired = self._counts([*clauses, *_flat(chosen.values())], free, today)
        for name in chosen.keys() - set(free):
            others = _flat(own for other, own in chosen.items() if other != name)
            found |= self._counts([*clauses, *others], [name], today)[0]
        return found, expired

    def _counts(
        self, clauses: Sequence[Clause], names: Sequence[str], today: date
    ) -> tuple[dict[str, dict[str, int]], int]:
        """Of what is live, by each property; and how many are past. Cheaper in one pass than by a clause."""
        day = today.toordinal()
        ends = {"field": "ends", "ranges": [{"to": day, "key": "past"}, {"from": day, "key": "live"}]}
        wanted = {"ends": {"range": ends, "aggs": {name: _buckets(name, today) for name in names}}}
        counted = self._searcher.aggregate(_all_of(clauses), wanted)["ends"]["buckets"]
        by_key = {each["key"]: each for each in counted}
        live = by_key.get("live", {})
        found = {name: _counted(live.get(name, {})) for name in names}
        return found, int(by_key.get("past", {}).get("doc_count", 0))

    def _held(self, clauses: Sequence[Clause], field: str) -> list[str]:
        """All values of a field among what matches."""
        counted = self._searcher.aggregate(_all_of(clauses), {field: _terms(field)})
        return list(_counted(counted[field]))

    def _count(self, clauses: Sequence[Clause]) -> int:
        found: Any = self._searcher.search(_all_of(clauses), limit=1, count=True)  # its count is not among its types
        return int(found.count)


def _all_of(clauses: Sequence[Clause]) -> Query:
    return Query.boolean_query(list(clauses)) if clauses else Query.all_query()


def _flat(clauses: Iterable[list[Clause]]) -> list[Clause]:
    return [each for some in clauses for each in some]


def _counted(aggregated: Mapping[str, Any]) -> dict[str, int]:
    return {each["key"]: int(each["doc_count"]) for each in aggregated.get("buckets", ())}


def _buckets(name: str, today: date) -> dict[str, Any]:
    if name != "deadline":
        return _terms(name)
    spans = {span: _ordinals(span, today) for span in Deadline}
    ranges = [{"key": str(span), "from": first, "to": last + 1} for span, (first, last) in spans.items()]
    return {"range": {"field": "deadline", "ranges": ranges}}


def _terms(field: str) -> dict[str, Any]:
    return {"terms": {"field": field, "size": _MANY}}


def _ordinals(span: Deadline, today: date) -> tuple[int, int]:
    if span == Deadline.OPEN:
        return NEVER, NEVER
    first, last = days_of(span, today)
    return first.toordinal(), last.toordinal()


def _cell(name: str, count: int) -> Cell:
    freshness, kind, area = name.split("|", 2)
    return Cell(area, kind, freshness == "checked", count)
