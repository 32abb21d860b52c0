"""Lists on paper: a number, never a name; what was printed is told, what came meanwhile waits."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from ramo.accounts.models import User
from ramo.alerts import jobs, paper_actions
from ramo.alerts.errors import HealthStaysOut, ListFull, NameInLabel
from ramo.alerts.models import AlertHit, PaperSearch, SavedSearch
from ramo.alerts.reading import monday_of
from ramo.search.data import SaidLines, SearchQuery, Sheet
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import news

pytestmark = pytest.mark.django_db
NOTHING: SaidLines = {"bg": [], "en": []}
SHEET: Sheet = {
    "title": {"bg": "", "en": ""},
    "steps": NOTHING,
    "papers": NOTHING,
    "phones": [{"label": {"bg": "Цехът", "en": ""}, "number": "096 000 101"}],
    "notice": None,
    "cost": None,
    "refer": None,
    "sources": [],
}


def keep(cast: Cast, text: str = "шивачка", **changes: object) -> PaperSearch:
    facts = {"library": cast.library, "label": "работа", "submission": uuid4(), "by": cast.own_librarian}
    return paper_actions.keep(query=SearchQuery(text=text), **(facts | changes))  # type: ignore[arg-type]


def test_lists_are_numbered_within_their_library(cast: Cast) -> None:
    first, second = keep(cast), keep(cast, "готвач")
    other = keep(cast, library=cast.other_library, by=cast.other_librarian)
    assert (first.number, second.number, other.number) == (1, 2, 1)


def test_a_form_sent_twice_keeps_one_list(cast: Cast) -> None:
    submission = uuid4()
    assert keep(cast, submission=submission) == keep(cast, submission=submission)


def test_a_list_belongs_to_its_library(cast: Cast) -> None:
    keep(cast)
    assert not PaperSearch.objects.for_library(cast.other_library).exists()


def test_a_label_with_a_number_of_a_person_is_refused(cast: Cast) -> None:
    with pytest.raises(NameInLabel):
        keep(cast, label="Мария 0888123456")


def test_nothing_of_health_is_kept_on_paper(cast: Cast) -> None:
    facts = {"library": cast.library, "label": "", "submission": uuid4(), "by": cast.own_librarian}
    with pytest.raises(HealthStaysOut):
        paper_actions.keep(query=SearchQuery(areas=("health",)), **facts)  # type: ignore[arg-type]
    assert not SavedSearch.objects.exists()


def test_a_library_keeps_as_many_lists_as_a_monday_takes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_actions, "MOST_LISTS", 1)
    keep(cast)
    with pytest.raises(ListFull):
        keep(cast, "готвач")


def test_on_monday_the_library_is_told_and_printing_settles_it(cast: Cast) -> None:
    keep(cast)
    news("Шивачка")
    assert jobs.file_paper_tasks() == 1
    task = Task.objects.open_for([f"library:{cast.library.pk}"]).get()
    assert "1" in task.text
    paper_actions.mark_printed(library=cast.library, shown=monday_of(cast.library).shown, by=cast.own_librarian)
    assert not Task.objects.open_for([f"library:{cast.library.pk}"]).exists()
    assert jobs.file_paper_tasks() == 0


def test_what_is_found_after_the_sheet_was_made_waits(cast: Cast) -> None:
    keep(cast)
    news("Шивачка", key="a")
    sheet = monday_of(cast.library)
    news("Шивачка", key="b")
    paper_actions.mark_printed(library=cast.library, shown=sheet.shown, by=cast.own_librarian)
    assert [find.hit.key for find in monday_of(cast.library).lists[0].finds] == ["b"]


def test_no_library_marks_the_finds_of_another(cast: Cast) -> None:
    keep(cast)
    news("Шивачка")
    shown = monday_of(cast.library).shown
    assert paper_actions.mark_printed(library=cast.other_library, shown=shown, by=cast.other_librarian) == 0
    assert AlertHit.objects.filter(told_at=None).exists()


def test_an_ended_list_leaves_with_what_it_found(cast: Cast) -> None:
    paper = keep(cast)
    news("Шивачка")
    paper_actions.end(paper, by=cast.own_librarian)
    assert (SavedSearch.objects.count(), AlertHit.objects.count()) == (0, 0)


def test_the_librarian_keeps_prints_and_ends_a_list(cast: Cast, signed_in: Callable[[User], Client]) -> None:
    desk = signed_in(cast.own_librarian)
    assert "/rabotno-myasto/ponedelnik/" in desk.get("/rabotno-myasto/").content.decode()
    assert "на хартия" in desk.get("/pisma/?q=шивачка").content.decode()
    sent = {"q": "шивачка", "label": "работа", "submission": str(uuid4())}
    assert desk.post("/rabotno-myasto/ponedelnik/nov/", sent).headers["Location"] == "/rabotno-myasto/ponedelnik/"
    news("Търси се шивачка", sheet=SHEET)
    news("Шивачка у дома", key="home")
    sheet = desk.get("/rabotno-myasto/ponedelnik/list/").content.decode()
    assert "Търси се шивачка" in sheet
    assert "Цехът:" in sheet
    assert "Телефон: попитайте в библиотеката." in sheet
    shown = ",".join(map(str, monday_of(cast.library).shown))
    desk.post("/rabotno-myasto/ponedelnik/otpechatano/", {"shown": shown})
    assert "няма ново" in desk.get("/rabotno-myasto/ponedelnik/").content.decode()
    desk.post("/rabotno-myasto/ponedelnik/1/kray/")
    assert not PaperSearch.objects.for_library(cast.library).exists()


def test_strangers_are_told_of_paper_and_offered_no_form() -> None:
    page = Client().get("/pisma/?q=шивачка").content.decode()
    assert "Кажете на библиотекаря" in page
    assert "ponedelnik" not in page
