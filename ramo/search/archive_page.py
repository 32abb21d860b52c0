"""What the page of things past their date says of them."""

from dataclasses import dataclass

from ramo.vocabularies.models import Area

from .addresses import address, archive_address
from .data import SearchResults
from .rows import Row, row_of


@dataclass(frozen=True, slots=True)
class ArchivePage:
    results: SearchResults
    rows: tuple[Row, ...]

    @property
    def back_address(self) -> str:
        """Of what is valid now."""
        return address(self.results.query)

    @property
    def current_address(self) -> str:
        return archive_address(self.results.query, page=self.results.query.page)

    @property
    def previous_address(self) -> str:
        query = self.results.query
        return archive_address(query, page=query.page - 1) if query.page > 1 else ""

    @property
    def next_address(self) -> str:
        query = self.results.query
        return archive_address(query, page=query.page + 1) if query.page < self.results.pages else ""


def archive_page_of(results: SearchResults) -> ArchivePage:
    areas = Area.objects.in_bulk()
    return ArchivePage(results, tuple(row_of(hit, areas, results.reading.keys) for hit in results.hits))
