"""The pages of sources and lists, as staff use them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import User
from ramo.harvest import finding, intake_actions, run_actions
from ramo.harvest.errors import WrittenAlready
from ramo.harvest.models import PlaceQuestion, Source, Upload
from ramo.harvest.trying import try_source
from ramo.kit.fetch.tests.town import Town, page
from ramo.listings.models import Vacancy
from ramo.resources.tests.factories import make_area
from tests.cast import Cast

from .factories import brought, jobs, make_source, own_question, table

SignedIn = Callable[[User], Client]
FORM = {
    "name": "Обяви на общината",
    "kind": "vacancy",
    "cadence_days": "7",
    "min_items": "1",
    "max_items": "500",
    "is_whole": "on",
}


def paste(browser: Client, source: Source, text: str | bytes, **more: Any) -> Any:
    text = text.decode() if isinstance(text, bytes) else text
    return browser.post(reverse("harvest:intake"), {"submission": uuid4(), "source": source.pk, "pasted": text, **more})


def test_pasted_list_is_seen_then_written(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    response = paste(browser, source, jobs(range(3)))
    upload = Upload.objects.get()
    assert response.url == reverse("harvest:review", args=[upload.pk])
    seen = browser.get(response.url).content.decode()
    assert "Шивач 2" in seen
    assert not Vacancy.objects.exists()
    browser.post(reverse("harvest:write", args=[upload.pk]))
    assert Vacancy.objects.count() == 3


def test_second_press_leads_to_what_the_first_wrote(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written_meanwhile(upload: Upload, **how: Any) -> None:
        raise WrittenAlready

    source = make_source(district=cast.district)
    upload = brought(source, jobs(range(3)), by=cast.office)
    monkeypatch.setattr(intake_actions, "apply_upload", written_meanwhile)
    response = signed_in(cast.own_coordinator).post(reverse("harvest:write", args=[upload.pk]))
    assert response.url == reverse("harvest:source", args=[source.pk])  # type: ignore[attr-defined]


def test_file_is_read_like_what_is_pasted(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    file = SimpleUploadedFile("jobs.csv", jobs(range(2)).decode().encode("windows-1251", "replace"), "text/csv")
    browser.post(reverse("harvest:intake"), {"submission": uuid4(), "source": source.pk, "file": file})
    assert Upload.objects.get().name == "jobs.csv"


@pytest.mark.parametrize("text", ["", "Здравейте!", "1;2;3"])
def test_list_that_cannot_be_read_comes_back_with_a_sentence(cast: Cast, signed_in: SignedIn, text: str) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    response = paste(browser, source, text)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert text in response.content.decode()


def test_source_of_another_district_is_not_offered(cast: Cast, signed_in: SignedIn) -> None:
    source = make_source(district=cast.other_district)
    assert paste(signed_in(cast.own_coordinator), source, jobs(range(1))).status_code == 422
    assert not Upload.objects.exists()


def test_shrunken_list_needs_its_tick(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    for content, accepted in ((jobs(range(8)), {}), (jobs(range(3)), {}), (jobs(range(3)), {"accepted": "1"})):
        paste(browser, source, content)
        upload = Upload.objects.latest("brought_at")
        browser.post(reverse("harvest:write", args=[upload.pk]), accepted)
    assert Vacancy.objects.published().count() == 3


def test_mapping_is_corrected_and_the_list_read_anew(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    upload = brought(source, "Длъжност;Работодател;Х\nШивач;Т;с. Росен дол\n".encode(), by=cast.office)
    chosen = {"column_0": "title", "column_1": "", "column_2": "settlement"}
    browser.post(reverse("harvest:columns", args=[upload.pk]), chosen)
    source.refresh_from_db()
    assert source.mapping == {"Длъжност": "title", "Работодател": "", "Х": "settlement"}
    assert "Росен дол" in browser.get(reverse("harvest:review", args=[upload.pk])).content.decode()


def test_hostile_cells_are_shown_as_text(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    evil = "<script>alert(1)</script>Шивач"
    response = paste(browser, source, table(f"1;{evil};<img src=x onerror=alert(1)>;с. Росен дол;;"))
    assert "<script>alert" not in browser.get(response.url).content.decode()
    assert "onerror" not in browser.get(response.url).content.decode()


def test_upload_of_another_district_stays_closed(cast: Cast, signed_in: SignedIn) -> None:
    upload = brought(make_source(district=cast.other_district), jobs(range(1)), by=cast.office)
    assert signed_in(cast.own_coordinator).get(reverse("harvest:review", args=[upload.pk])).status_code == 403


def test_pasted_address_is_recognised_added_off_tried_and_switched_on(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_area()
    town = Town(pages={"a.example.bg/jobs": page(jobs(range(3)), content_type="text/csv")})
    monkeypatch.setattr(finding.look_into, "__kwdefaults__", {"payload": "", "fetch": town.visitor.fetch})
    monkeypatch.setattr(run_actions.run_source, "__kwdefaults__", {"by": None, "fetch": town.visitor.fetch})
    browser = signed_in(cast.own_coordinator)
    address = {"address": "https://a.example.bg/jobs"}
    assert "таблица" in browser.post(reverse("harvest:add"), address).content.decode()
    chosen = {"district": cast.district.pk, "owner": cast.own_coordinator.pk}
    browser.post(reverse("harvest:add"), {**address, **FORM, **chosen})
    source = Source.objects.get()
    assert (source.dialect, source.is_on, source.owner) == ("spreadsheet", False, cast.own_coordinator)
    monkeypatch.setattr(try_source, "__kwdefaults__", {"fetch": town.visitor.fetch})
    shown = browser.post(reverse("harvest:attempt", args=[source.pk])).content.decode()
    assert "Шивач 2" in shown
    assert not Vacancy.objects.exists(), "a try writes nothing"
    assert not source.runs.exists()
    browser.post(reverse("harvest:switch", args=[source.pk]), {"on": "1"})
    source.refresh_from_db()
    assert source.is_on
    browser.post(reverse("harvest:attempt", args=[source.pk]))
    assert Vacancy.objects.count() == 3


def test_partner_sees_the_own_source_and_may_not_change_it(cast: Cast, signed_in: SignedIn) -> None:
    source = make_source(institution=cast.institution, district=cast.district, address="https://a.example.bg/jobs")
    partner, address = signed_in(cast.own_partner), reverse("harvest:source", args=[source.pk])
    page_of_partner = partner.get(address).content.decode()
    assert source.name in page_of_partner
    assert reverse("harvest:switch", args=[source.pk]) not in page_of_partner
    assert reverse("harvest:switch", args=[source.pk]) in signed_in(cast.own_coordinator).get(address).content.decode()


@pytest.mark.parametrize("answer", [page(code=404), page("hello"), page("<html><p>x", content_type="text/html")])
def test_address_with_nothing_for_us_gets_a_sentence(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    town = Town(pages={"a.example.bg/": answer})
    monkeypatch.setattr(finding.look_into, "__kwdefaults__", {"payload": "", "fetch": town.visitor.fetch})
    response = signed_in(cast.office).post(reverse("harvest:add"), {"address": "https://a.example.bg/"})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()


def test_coordinator_adds_only_to_the_own_district(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.own_coordinator)
    for district in ("", cast.other_district.pk):
        response = browser.post(reverse("harvest:add_partner"), {**FORM, "district": district})
        assert response.status_code == 422
    browser.post(reverse("harvest:add_partner"), {**FORM, "district": cast.district.pk})
    assert Source.objects.get().district == cast.district


def test_board_shows_trouble_first_with_advice(cast: Cast, signed_in: SignedIn) -> None:
    make_source("b", name="Работи", district=cast.district)
    make_source("a", name="Ямбол мълчи", district=cast.district, state="late", death="not-found")
    make_source("c", name="Чужд", district=cast.other_district)
    board = signed_in(cast.own_coordinator).get(reverse("harvest:sources")).content.decode()
    assert board.index("Ямбол мълчи") < board.index("Работи")
    assert "Чужд" not in board


def test_board_takes_the_same_queries_for_many(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        make_source(f"s{number}", district=cast.district)
    browser = signed_in(cast.own_coordinator)
    browser.get(reverse("harvest:sources"))
    with django_assert_max_num_queries(14):
        browser.get(reverse("harvest:sources"))


def test_place_is_chosen_among_the_offered_ones_only(cast: Cast, signed_in: SignedIn) -> None:
    question = own_question(make_source(district=cast.district))
    browser, address = signed_in(cast.own_coordinator), reverse("harvest:answer_place", args=[question.pk])
    browser.post(address, {"ekatte": cast.other_library.settlement_id})
    assert PlaceQuestion.objects.open().exists()
    page_ = browser.get(reverse("harvest:places", args=[question.source_id])).content.decode()
    assert "с. Абланица" in page_
    browser.post(address, {"ekatte": cast.library.settlement_id})
    assert not PlaceQuestion.objects.open().exists()
    assert Vacancy.objects.get().places == [cast.library.settlement_id]


def test_partner_brings_a_first_list_without_asking_anybody(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.own_partner)
    make_area()
    assert cast.institution.name_bg in browser.get(reverse("harvest:intake")).content.decode()
    assert not Source.objects.exists()
    for _ in range(2):
        own = Source.objects.first() or f"own:{cast.institution.pk}"
        sent = {"submission": uuid4(), "source": getattr(own, "pk", own), "pasted": jobs(range(3)).decode()}
        browser.post(reverse("harvest:intake"), sent)
    source = Source.objects.get()
    assert (source.institution, source.vouched_as, source.is_on) == (cast.institution, "НОИ", True)
    assert Upload.objects.count() == 2


def test_list_of_another_institution_cannot_be_brought(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.own_partner)
    sent = {"submission": uuid4(), "source": f"own:{cast.other_institution.pk}", "pasted": jobs(range(3)).decode()}
    assert browser.post(reverse("harvest:intake"), sent).status_code == 422
    assert not Source.objects.exists()


def test_list_that_waits_is_found_again_by_whoever_may_write_it(cast: Cast, signed_in: SignedIn) -> None:
    upload = brought(make_source(district=cast.district), jobs(range(2)), by=cast.office)
    link = reverse("harvest:review", args=[upload.pk])
    assert link in signed_in(cast.own_coordinator).get(reverse("harvest:intake")).content.decode()
    assert link not in signed_in(cast.other_coordinator).get(reverse("harvest:intake")).content.decode()


def test_a_paste_that_is_too_long_is_refused_in_words_and_never_cut(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    response = paste(browser, source, "щ" * 1_000_001)
    assert response.status_code == 422
    page_of_form = response.content.decode()
    assert "най-много 1000000 знака" in page_of_form
    assert "maxlength" not in page_of_form.split('name="pasted"')[1].split(">")[0]
    assert not Upload.objects.exists()


def test_what_is_no_longer_in_a_list_is_named_before_anything_is_written(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    browser.post(reverse("harvest:write", args=[brought(source, jobs(range(5)), by=cast.office).pk]))
    assert Vacancy.objects.count() == 5
    later = brought(source, jobs(range(4)), by=cast.office)
    seen = browser.get(reverse("harvest:review", args=[later.pk])).content.decode()
    assert "свалят се" in seen
    assert "Шивач 4" in seen


def test_interface_that_is_asked_by_post_is_recognised_and_keeps_its_question(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(pages={"a.example.bg/search": lambda asked: found(asked.method, asked.body)})

    def found(method: str, body: bytes) -> bytes:
        is_asked = method == "POST" and b'"keyword"' in body
        return page('{"numberRecords": 0, "jvs": []}', content_type="application/json") if is_asked else page(code=405)

    monkeypatch.setattr(finding.look_into, "__kwdefaults__", {"payload": "", "fetch": town.visitor.fetch})
    browser = signed_in(cast.office)
    asked = {"address": "https://a.example.bg/search", "payload": '{"keyword": "шивач"}'}
    refused = browser.post(reverse("harvest:add"), {**asked, "payload": ""})
    assert refused.status_code == 422
    assert ">null<" not in refused.content.decode()
    assert browser.post(reverse("harvest:add"), {**asked, "payload": "[1"}).status_code == 422
    assert browser.post(reverse("harvest:add"), {**asked, "payload": "[1]"}).status_code == 422
    browser.post(reverse("harvest:add"), {**asked, **FORM})
    source = Source.objects.get()
    assert (source.dialect, source.payload) == ("eures_search", '{"keyword": "шивач"}')


def test_a_later_press_shows_what_was_written_and_writes_nothing(cast: Cast, signed_in: SignedIn) -> None:
    source, browser = make_source(district=cast.district), signed_in(cast.own_coordinator)
    upload = brought(source, jobs(range(3)), by=cast.office)
    for name in ("write", "write", "review"):
        send = browser.post if name == "write" else browser.get
        response = send(reverse(f"harvest:{name}", args=[upload.pk]))
        assert response.url == reverse("harvest:source", args=[source.pk])  # type: ignore[attr-defined]
    assert "вече е записан" in browser.get(response.url).content.decode()  # type: ignore[attr-defined]
    assert source.runs.count() == 1
    stranger = signed_in(cast.other_coordinator)
    assert stranger.post(reverse("harvest:write", args=[upload.pk])).status_code == 403


def test_an_upload_that_never_was_is_not_found(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.office).post(reverse("harvest:write", args=[4711])).status_code == 404
