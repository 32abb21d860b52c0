"""`ramo search "words"`: prints what the search page would show."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ramo.search import places
from ramo.search.data import Distance, SearchQuery, SearchResults
from ramo.search.engine import search


class Command(BaseCommand):
    help = "Prints what the search page would show."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words")
        parser.add_argument("--area", action="append", default=[])
        parser.add_argument("--kind", action="append", default=[])
        parser.add_argument("--place", default="", help="a name or an EKATTE code")
        parser.add_argument("--distance", choices=list(Distance), default=Distance.KM_20)
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--exact", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        results = search(_query(options))
        if options["json"]:
            self.stdout.write(json.dumps(asdict(results), default=str, ensure_ascii=False, indent=1))
        else:
            self._print(results)

    def _print(self, results: SearchResults) -> None:
        for hit in results.hits:
            self.stdout.write(f"{hit.trust.state:10}  {hit.kind:9} {hit.title_bg}  {hit.link}")
        self.stdout.write(f"{results.total} found, {results.expired} past their date; read as: {results.reading.shown}")


def _query(options: dict[str, Any]) -> SearchQuery:
    place = places.look_up(options["place"])
    if options["place"] and place.place is None:
        raise CommandError("Which place? " + " · ".join(choice.label for choice in place.choices))
    return SearchQuery(
        text=options["words"],
        exact=options["exact"],
        areas=tuple(options["area"]),
        kinds=tuple(options["kind"]),
        place=place.place,
        distance=Distance(options["distance"]),
        page=options["page"],
    )
