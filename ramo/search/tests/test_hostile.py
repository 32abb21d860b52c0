"""Whatever is asked, the page answers with results, with none, or with a plain refusal: never with an error."""

import pytest
from django.test import Client

from ramo.search.data import MAX_QUESTION_LENGTH, SearchQuery
from ramo.search.engine import search, strictly

from .factories import file
from .hostile import questions

pytestmark = pytest.mark.django_db
QUESTIONS = list(questions(230, seed=1))


@pytest.fixture(autouse=True)
def _filed() -> None:
    file("Библиотека", text_bg="Работа за шивачка, 46 места; EURES")


def test_hundreds_of_hostile_questions_are_answered_by_a_page(client: Client) -> None:
    for question in QUESTIONS:
        answer = client.get("/tarsene/", {"q": question})
        assert answer.status_code == 200, repr(question[:80])
        assert (len(question.strip()) > MAX_QUESTION_LENGTH) <= (b'role="alert"' in answer.content), repr(question[:80])
        assert b"<script>alert" not in answer.content


def test_hundreds_of_hostile_beginnings_are_completed_or_not(client: Client) -> None:
    for question in QUESTIONS:
        answer = client.get("/tarsene/podskazki/", {"q": question})
        assert answer.status_code == 200, repr(question[:80])
        assert isinstance(answer.json()["lines"], list)


def test_saved_questions_are_read_as_safely() -> None:
    for question in QUESTIONS[:46]:
        strictly(SearchQuery(text=question[:MAX_QUESTION_LENGTH]))
        search(SearchQuery(text=question[:MAX_QUESTION_LENGTH], exact=True))


def test_after_all_of_it_the_catalogue_still_stands() -> None:
    for question in QUESTIONS[:46]:
        search(SearchQuery(text=question[:MAX_QUESTION_LENGTH]))
    assert search(SearchQuery(text="библиотека")).total == 1
