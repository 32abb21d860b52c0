"""Vacancies that came without an occupation get the one that their title names, where it is certain enough."""

from django.db import transaction
from django.db.models import QuerySet

from ramo.audit.actions import record
from ramo.search.actions import file_cards
from ramo.vocabularies.known_occupations import recogniser as recogniser_of_the_list
from ramo.vocabularies.recognising import CERTAIN, LIKELY, Guess, Recogniser

from .cards import card_of
from .models import Vacancy

AT_ONCE = 1000


@transaction.atomic
def name_occupations() -> int:
    """How many were named; what a person wrote of an occupation stays as it is."""
    nameless = list(_nameless()[:AT_ONCE])
    recogniser = recogniser_of_the_list() if nameless else None
    named = [each for each in nameless if recogniser and _named(each, recogniser)]
    Vacancy.objects.bulk_update(named, ["occupation", "occupation_code"])
    if named:
        file_cards(map(card_of, Vacancy.objects.whole().filter(pk__in=[each.pk for each in named])))
        record("named occupations", f"listings:{len(named)}")
    return len(named)


def _nameless() -> QuerySet[Vacancy]:
    """The newest first: what could not be named is tried again each night, while it stands."""
    found = Vacancy.objects.current().filter(occupation=None, occupation_code="")
    return found.exclude(amended__overlap=["occupation", "occupation_code"]).order_by("-pk")


def _named(vacancy: Vacancy, recogniser: Recogniser) -> bool:
    guess = _guess(vacancy, recogniser)
    if guess.confidence >= CERTAIN:
        vacancy.occupation_id, vacancy.occupation_code = guess.uri, recogniser.group_of(guess.uri)
    elif guess.isco_confidence >= LIKELY:
        vacancy.occupation_code = guess.isco
    return bool(vacancy.occupation_code)


def _guess(vacancy: Vacancy, recogniser: Recogniser) -> Guess:
    """By the words for the occupation, else by the title."""
    guesses = [recogniser.recognise(words) for words in (vacancy.occupation_text, vacancy.title) if words]
    return max(guesses, key=lambda guess: (guess.confidence >= CERTAIN, guess.isco_confidence))
