"""Pages of the tree: what anybody reads, in which language, until when, and by which word it is found."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoCaptureOnCommitCallbacks

from ramo.content import actions
from ramo.content.models import AreaPage, ConceptPage, HomePage, Keyword
from ramo.kit import clock
from ramo.resources.tests.factories import make_area, make_resource
from ramo.search.models import IndexCard
from tests.cast import Cast

from .factories import make_concept

pytestmark = pytest.mark.django_db
ADDRESS = "/kontseptsii/employment/"


def read(client: Client, address: str = ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_concept_stands_under_its_list_and_says_where_one_is(client: Client) -> None:
    make_concept()
    page = read(client)
    assert '<a href="/kontseptsii/">Концепции</a>' in page
    assert "Защо е нужна</h2>" in page
    assert 'href="#zashto-e-nuzhna"' in page
    assert "Още не е проверено" in page


def test_the_address_of_a_page_follows_the_language_of_its_reader() -> None:
    concept = make_concept()
    with override("bg"):
        assert concept.get_url() == concept.url == ADDRESS
    with override("en"):
        assert concept.get_url() == f"/en{ADDRESS}"
    assert concept.full_url.endswith(ADDRESS)


def test_a_concept_without_english_shows_bulgarian_marked_and_says_so(client: Client) -> None:
    make_concept()
    page = read(client, f"/en{ADDRESS}")
    assert "This text is in Bulgarian" in page
    assert '<div lang="bg">' in page
    assert '<span lang="bg">Е-заетост в библиотеката</span>' in page


def test_a_translated_concept_shows_english(client: Client) -> None:
    make_concept(title_en="E-employment", summary_en="What it does.", body_en=[{"type": "heading", "value": "Why"}])
    page = read(client, f"/en{ADDRESS}")
    assert "E-employment" in page
    assert ">Why</h2>" in page
    assert "This text is in Bulgarian" not in page


def test_a_draft_is_read_by_nobody(client: Client) -> None:
    concept = make_concept()
    concept.title = "Чернова"
    concept.save_revision()
    assert "Чернова" not in read(client)


def test_a_page_never_published_has_no_address(client: Client) -> None:
    index = actions.index_of_concepts()
    index.add_child(instance=ConceptPage(title="Чернова", slug="draft", summary_bg="…", live=False))
    assert client.get("/kontseptsii/draft/").status_code == 404


def test_a_page_past_its_time_is_gone_before_the_clock_takes_it_down(client: Client) -> None:
    soon = clock.now() + timedelta(hours=1)
    make_concept(expire_at=soon)
    make_concept("health", area=make_area("health"), title="Е-здраве")
    with time_machine.travel(soon + timedelta(seconds=1)):
        response = client.get(ADDRESS)
        assert response.status_code == 410
        assert "Е-здраве" in response.content.decode()
        assert "Е-заетост" not in read(client, "/kontseptsii/")


def test_nobody_keeps_a_page_beyond_its_time(client: Client) -> None:
    make_concept(expire_at=clock.now() + timedelta(seconds=20))
    assert int(client.get(ADDRESS)["X-Accel-Expires"]) <= 20


def test_the_clock_publishes_and_takes_down_at_the_chosen_minute(client: Client) -> None:
    begins, ends = clock.now() + timedelta(hours=1), clock.now() + timedelta(hours=2)
    concept = make_concept()
    concept.title, concept.go_live_at, concept.expire_at = "Ново заглавие", begins, ends
    concept.save_revision().publish()
    actions.keep_time()
    assert "Ново заглавие" not in read(client)
    with time_machine.travel(begins + timedelta(minutes=1)):
        actions.keep_time()
        assert "Ново заглавие" in read(client)
    with time_machine.travel(ends + timedelta(minutes=1)):
        actions.keep_time()
        assert not ConceptPage.objects.get(pk=concept.pk).live
        assert not IndexCard.objects.filter(kind="concept").exists()


def test_published_pages_are_found_by_search_and_others_are_not() -> None:
    concept = make_concept(keywords=("посредник",))
    card = IndexCard.objects.get(kind="concept", key="employment")
    assert card.link == ADDRESS
    assert card.area == "employment"
    assert card.keywords == ["посредник"]
    assert "със закъснение" in card.text_bg
    concept.unpublish()
    assert not IndexCard.objects.filter(kind="concept").exists()


def test_a_new_address_takes_the_card_along(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    concept = make_concept()
    concept.slug = "work"
    with django_capture_on_commit_callbacks(execute=True):
        concept.save_revision().publish()
    assert [card.link for card in IndexCard.objects.filter(kind="concept")] == ["/kontseptsii/work/"]


def test_a_keyword_gathers_its_pages_under_a_latin_address(client: Client) -> None:
    make_concept(keywords=("свободни места",))
    assert Keyword.objects.get().slug == "svobodni-mesta"
    assert f'href="{ADDRESS}"' in read(client, "/klyuchova-duma/svobodni-mesta/")
    assert 'href="/klyuchova-duma/svobodni-mesta/"' in read(client)


def test_a_keyword_whose_pages_are_all_drafts_is_not_found(client: Client) -> None:
    make_concept(keywords=("места",)).unpublish()
    assert client.get("/klyuchova-duma/mesta/").status_code == 404


def test_editions_are_written_down_when_their_number_rises(client: Client) -> None:
    concept = make_concept()
    concept.title = "Поправена буква"
    concept.save_revision().publish()
    assert [edition.number for edition in concept.editions.all()] == [1]
    concept.edition, concept.edition_note_bg = 2, "Добавени са граници."
    concept.save_revision().publish()
    assert [edition.number for edition in concept.editions.all()] == [2, 1]
    assert "Добавени са граници." in read(client)


def test_a_confirmation_survives_an_older_draft_and_a_change_after_it_is_said(client: Client, cast: Cast) -> None:
    concept = make_concept()
    draft = concept.save_revision()
    actions.confirm_concept(concept, by=cast.editor, verified_as="редактор на мрежата")
    assert "Проверено на" in read(client)
    draft.publish()
    concept = ConceptPage.objects.get(pk=concept.pk)
    assert concept.verified_on == clock.today()
    assert concept.changed_on == clock.today()
    assert "след тази проверка" in read(client)


def test_a_confirmed_concept_holds_two_years_and_its_card_says_so(cast: Cast) -> None:
    concept = make_concept()
    actions.confirm_concept(concept, by=cast.editor, verified_as="редактор на мрежата")
    card = IndexCard.objects.get(kind="concept")
    assert card.verified_on == clock.today()
    assert card.valid_until == clock.today() + timedelta(days=730)


def test_home_says_what_its_editor_wrote_and_shows_the_notice_on_its_days(client: Client) -> None:
    home = actions.set_up_tree()
    today = clock.today()
    home.title, home.lead_bg, home.band_title_bg = "Здравейте", "Добре дошли.", "Ден на отворените врати"
    home.band_from, home.band_until = today, today
    home.save_revision().publish()
    page = read(client, "/")
    assert "<h1>Здравейте</h1>" in page
    assert "Ден на отворените врати" in page
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert "Ден на отворените врати" not in read(client, "/")


def test_a_notice_leads_nowhere_dangerous() -> None:
    home = HomePage(title="Начало", slug="x", band_link="javascript:alert(1)", path="0001", depth=1)
    with pytest.raises(Exception, match="https://"):
        home.clean_fields()


def test_an_area_says_what_its_editor_wrote_above_the_lists(client: Client) -> None:
    area = make_area("employment")
    page = AreaPage(title="Е-заетост", slug="employment", area=area, lead_bg="Работа наблизо.")
    page.body_bg = [{"type": "paragraph", "value": "<p>Всяка седмица.</p>"}]
    actions.set_up_tree().add_child(instance=page)
    shown = read(client, "/oblast/employment/")
    assert "Работа наблизо." in shown
    assert "Всяка седмица." in shown
    assert client.get("/employment/", follow=False)["Location"] == "/oblast/employment/"


def test_a_block_shows_what_was_checked_lately_in_its_area(client: Client) -> None:
    facts: dict[str, Any] = {
        "verified_on": clock.today(),
        "verified_as": "НОИ",
        "valid_until": clock.today() + timedelta(days=9),
    }
    make_resource("here", name_bg="Портал", **facts)
    make_resource("there", name_bg="Лекар", area=make_area("health"), **facts)
    make_concept(body_bg=[{"type": "latest", "value": {"area": "employment"}}])
    page = read(client)
    assert "Портал" in page
    assert "Лекар" not in page


def test_an_earlier_edition_stays_readable_and_says_what_is_in_force(client: Client) -> None:
    concept = make_concept()
    concept.edition, concept.body_bg = 2, [{"type": "heading", "value": "Нови граници"}]
    concept.save_revision().publish()
    first, second = (f"/kontseptsiya/{concept.pk}/izdanie/{number}/" for number in (1, 2))
    assert first in read(client)
    assert second not in read(client)
    earlier = read(client, first)
    assert "Защо е нужна" in earlier
    assert "Нови граници" not in earlier
    assert "В сила е издание 2" in earlier
    assert "noindex" in earlier
    assert "В сила е" not in read(client, second)


def test_a_mended_letter_is_in_its_edition(client: Client) -> None:
    concept = make_concept()
    concept.title = "Поправена буква"
    concept.save_revision().publish()
    assert "Поправена буква" in read(client, f"/kontseptsiya/{concept.pk}/izdanie/1/")


def test_an_edition_whose_text_nobody_kept_is_only_a_line(client: Client) -> None:
    concept = make_concept(edition=2)
    concept.editions.create(number=1, note_bg="Първо")
    assert "Първо" in read(client)
    assert client.get(f"/kontseptsiya/{concept.pk}/izdanie/1/").status_code == 404


@pytest.mark.parametrize("what", ["list", "izdanie/1"])
def test_a_concept_taken_down_has_no_paper_and_no_editions(what: str, client: Client) -> None:
    concept = make_concept()
    concept.unpublish()
    assert client.get(f"/kontseptsiya/{concept.pk}/{what}/").status_code == 404


def test_a_concept_is_printed_whole_with_where_it_stands_and_how_far_it_holds(client: Client, cast: Cast) -> None:
    concept = make_concept()
    actions.confirm_concept(concept, by=cast.editor, verified_as="редактор на мрежата")
    sheet = read(client, f"/kontseptsiya/{concept.pk}/list/")
    assert f'href="/kontseptsiya/{concept.pk}/list/"' in read(client)
    assert "със закъснение" in sheet
    assert ADDRESS.rstrip("/") in sheet
    assert "редактор на мрежата" in sheet


def test_an_area_leads_to_its_concept_and_every_page_to_all_of_them(client: Client) -> None:
    make_concept()
    make_concept("health", area=make_area("health"), title="Е-здраве")
    page = read(client, "/oblast/employment/")
    assert f'href="{ADDRESS}"' in page
    assert "/kontseptsii/health/" not in page
    assert 'href="/kontseptsii/"' in page
