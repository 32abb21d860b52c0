"""From where a reader measures "near": the place that was typed, else that of the chosen library."""

from dataclasses import dataclass

from django.http import HttpRequest

from ramo.design.data import ChosenLibrary
from ramo.search.data import Place
from ramo.search.places import PlaceAnswer, look_up

from . import finder
from .models import Library

LONGEST_QUESTION = 80


@dataclass(frozen=True, slots=True)
class Where:
    typed: str
    answer: PlaceAnswer | None
    place: Place | None


def where_of(request: HttpRequest) -> Where:
    typed = " ".join(request.GET.get("p", "").replace("\0", "").split())[:LONGEST_QUESTION]
    if typed:
        answer = look_up(typed)
        return Where(typed, answer, answer.place)
    chosen = chosen_of(request)
    library = Library.objects.select_related("settlement__municipality").get(pk=chosen.number) if chosen else None
    return Where("", None, finder.place_of(library.settlement) if library and library.settlement else None)


def chosen_of(request: HttpRequest) -> ChosenLibrary | None:
    chosen: ChosenLibrary | None = getattr(request, "chosen_library", None)
    return chosen
