"""What stands in the address of a page of this room: the question somebody wants to hear of."""

from dataclasses import dataclass

from django.http import QueryDict

from ramo.search.addresses import standing
from ramo.search.data import SearchQuery
from ramo.search.forms import SearchForm
from ramo.search.places import look_up

from .wording import in_words


@dataclass(frozen=True, slots=True)
class Asked:
    """`is_clear`: something was asked, and its place, if any, is one."""

    query: SearchQuery
    is_clear: bool

    @classmethod
    def of(cls, parameters: QueryDict) -> "Asked":
        form = SearchForm(parameters)
        place = look_up(form.typed_place)
        is_clear = not (form.errors or form.is_empty or place.choices or place.is_unknown)
        return cls(form.query(place.place), is_clear)

    @property
    def standing(self) -> str:
        """The question as the query of an address."""
        return standing(self.query)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The same as fields of a form, which leave no trace in an address."""
        return [(name, value) for name, values in QueryDict(self.standing).lists() for value in values]

    @property
    def in_words(self) -> str:
        return in_words(self.query)
