"""Every code that a person may meet has its sentence."""

from ramo.harvest.data import FIELDS, Failure, Reason
from ramo.harvest.readers import headings
from ramo.harvest.states import Death
from ramo.harvest.words import ADVICE, FAILURES, LABELS, REASONS, place_in_document


def test_every_death_failure_and_refusal_is_in_words() -> None:
    assert set(ADVICE) == set(Death) - {Death.NONE}
    assert set(FAILURES) == set(Failure)
    assert set(REASONS) == set(Reason)


def test_every_field_that_a_heading_may_mean_is_in_words() -> None:
    assert set(headings._known().values()) <= set(LABELS)
    assert set(LABELS) <= set(FIELDS)


def test_rows_are_named_in_words_and_other_places_as_they_are() -> None:
    assert place_in_document("row 12") == "ред 12"
    assert place_in_document("jvs[3]") == "jvs[3]"
