"""What foreign words of occupations mean is learned from the labels, and kept with the list."""

import pytest

from ramo.audit.models import AuditEntry
from ramo.vocabularies.actions import correct_title, forget_correction, put_occupations
from ramo.vocabularies.data import OccupationData
from ramo.vocabularies.errors import TitleWithoutWords
from ramo.vocabularies.models import Occupation, OccupationWord, TitleCorrection
from ramo.vocabularies.occupation_words import occupation_words


def row(uri: str, bulgarian: str, english: str) -> OccupationData:
    return OccupationData(uri, "2341", bulgarian, english, [], [])


ROWS = [
    row("1", "начален учител", "primary teacher"),
    row("2", "учител по музика", "music teacher"),
    row("3", "учител по танци", "dance teacher"),
    row("4", "инженер по осветление", "lighting engineer"),
    row("5", "инженер по вентилация", "air engineer"),
]


def test_words_that_stand_beside_each_other_again_and_again_mean_the_same() -> None:
    words = occupation_words(ROWS)
    assert words["teacher"] == ["учител"]
    assert words["engineer"] == ["инженер"]


def test_words_met_once_teach_nothing() -> None:
    assert "music" not in occupation_words(ROWS)


@pytest.mark.django_db
def test_the_words_follow_the_list() -> None:
    put_occupations(ROWS[:1])
    assert not OccupationWord.objects.exists()
    put_occupations(ROWS[1:])
    assert OccupationWord.objects.get(key="teacher").words == ["учител"]
    put_occupations(ROWS)
    assert OccupationWord.objects.filter(key="teacher").count() == 1


@pytest.mark.django_db
def test_a_title_is_corrected_once_and_said_who_did_it() -> None:
    put_occupations(ROWS)
    one, other = Occupation.objects.all()[:2]
    correct_title(title="Даскал (1)", occupation=one, by=other)
    kept = correct_title(title="даскал", occupation=other, by=other)
    assert list(TitleCorrection.objects.values_list("key", "occupation_id")) == [("даскал", other.pk)]
    assert AuditEntry.objects.filter(verb="correct occupation", target_key=str(kept.pk)).count() == 2
    assert "даскал" not in str(AuditEntry.objects.values_list("detail", "target_key"))
    forget_correction(kept, by=other)
    assert not TitleCorrection.objects.exists()
    assert AuditEntry.objects.filter(verb="forget correction").count() == 1


@pytest.mark.django_db
def test_a_title_of_signs_alone_is_refused() -> None:
    put_occupations(ROWS[:1])
    with pytest.raises(TitleWithoutWords):
        correct_title(title="– 12 –", occupation=Occupation.objects.get(), by=Occupation.objects.get())
