"""After the analyser changes saved searches are read again at once: in portions, once, and nothing found is lost."""

import pytest

from ramo.alerts import jobs, rechoosing
from ramo.alerts.models import Anchor, MailedSearch, SavedSearch
from ramo.kit.bulgarian import ANALYSER_VERSION
from ramo.search import engine
from ramo.search.data import Reading
from ramo.search.reading import Question
from ramo.search.tests.factories import file

from .factories import CHECKED, standing

pytestmark = pytest.mark.django_db


def facts(mailed: MailedSearch) -> tuple[str | None, str, list[str]]:
    saved = SavedSearch.objects.get(pk=mailed.search_id)
    return saved.words, saved.analyser, sorted(saved.anchors.values_list("key", flat=True))


def grown_old(mailed: MailedSearch, words: str = "'старо'") -> None:
    SavedSearch.objects.filter(pk=mailed.search_id).update(words=words, analyser="1")
    Anchor.objects.filter(search=mailed.search_id).delete()


def test_what_an_older_analyser_read_is_read_again_within_a_minute_and_once() -> None:
    mailed, other = standing("шивачка"), standing("учител", email="other@rosendol.example")
    before = facts(mailed), facts(other)
    grown_old(mailed)
    assert (facts(mailed), facts(other)) != before
    assert (jobs.read_anew(), jobs.read_anew()) == (1, 0)
    assert (facts(mailed), facts(other)) == before


def test_reading_again_goes_on_where_it_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rechoosing, "READ_AT_ONCE", 1)
    monkeypatch.setattr(jobs, "_SECONDS", -1)
    for number in range(2):
        grown_old(standing("шивачка", email=f"{number}@rosendol.example"))
    assert (jobs.read_anew(), jobs.read_anew(), jobs.read_anew()) == (1, 1, 0)


def test_matching_waits_for_what_is_read_again_and_loses_nothing() -> None:
    mailed = standing("шивачка")
    grown_old(mailed)
    file("Шивачка", **CHECKED)
    assert jobs.match() == 0
    jobs.read_anew()
    assert jobs.match() == 1
    assert mailed.search.hits.count() == 1


def test_a_search_of_which_a_new_analyser_leaves_nothing_keeps_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    mailed = standing("шивачка")
    grown_old(mailed)
    monkeypatch.setattr(engine, "strictly", lambda query: Question(Reading()))
    jobs.read_anew()
    saved = SavedSearch.objects.get(pk=mailed.search_id)
    assert (saved.words, saved.analyser) == ("'старо'", ANALYSER_VERSION)
