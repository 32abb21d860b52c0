"""Vacancies and courses that came without an occupation get what their words name, where that is certain enough."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from ramo.audit.actions import record
from ramo.search.actions import file_cards
from ramo.vocabularies.known_occupations import recogniser as recogniser_of_the_list
from ramo.vocabularies.recognising import CERTAIN, LIKELY, Guess, Recogniser

from .cards import card_of
from .models import Course, Vacancy

AT_ONCE = 1000
Named = Vacancy | Course


@transaction.atomic
def name_occupations() -> int:
    """How many were named; what a person wrote of an occupation stays as it is."""
    nameless: list[Named] = [*_nameless_vacancies()[:AT_ONCE], *_nameless_courses()[:AT_ONCE]]
    recogniser = recogniser_of_the_list() if nameless else None
    named = [each for each in nameless if recogniser and _named(each, recogniser)]
    vacancies = [each for each in named if isinstance(each, Vacancy)]
    courses = [each for each in named if isinstance(each, Course)]
    Vacancy.objects.bulk_update(vacancies, ["occupation", "occupation_code"])
    Course.objects.bulk_update(courses, ["occupation_code"])
    if named:
        file_cards(map(card_of, Vacancy.objects.whole().filter(pk__in=_keys(vacancies))))
        file_cards(map(card_of, Course.objects.whole().filter(pk__in=_keys(courses))))
        record("named occupations", f"listings:{len(named)}")
    return len(named)


def _nameless_vacancies() -> QuerySet[Vacancy]:
    """The newest first: what could not be named is tried again each night, while it stands."""
    found = Vacancy.objects.current().filter(occupation=None, occupation_code="")
    return found.exclude(amended__overlap=["occupation", "occupation_code"]).order_by("-pk")


def _nameless_courses() -> QuerySet[Course]:
    return Course.objects.current().filter(occupation_code="").order_by("-pk")


def _named(listing: Named, recogniser: Recogniser) -> bool:
    """Of a course only the group is kept: it leads to several occupations."""
    guess = _guess(listing, recogniser)
    if isinstance(listing, Vacancy) and guess.confidence >= CERTAIN:
        listing.occupation_id, listing.occupation_code = guess.uri, recogniser.group_of(guess.uri)
    elif guess.isco_confidence >= LIKELY:
        listing.occupation_code = guess.isco
    return bool(listing.occupation_code)


def _guess(listing: Named, recogniser: Recogniser) -> Guess:
    """By the words for the occupation, else by the title."""
    said = listing.occupation_text if isinstance(listing, Vacancy) else listing.profession
    guesses = [recogniser.recognise(words) for words in (said, listing.title) if words]
    return max(guesses, key=lambda guess: (guess.confidence >= CERTAIN, guess.isco_confidence))


def _keys(some: Iterable[Named]) -> list[int]:
    return [each.pk for each in some]
