"""Understands a raw record: text, dates, money, places, occupations → an offer or event, a refusal, or a question.

No database: the lists of places and occupations are handed in.
"""

from ramo.vocabularies.recognising import Known

from .data import Candidate, Defaults, Unclear
from .kinds import Understood
from .occupations import Occupations
from .offers import normalise
from .places import Gazetteer, Place

__all__ = [
    "Candidate",
    "Defaults",
    "Gazetteer",
    "Known",
    "Occupations",
    "Place",
    "Unclear",
    "Understood",
    "normalise",
]
