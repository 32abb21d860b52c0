"""What people read and press: public pages, the exit card, a library's page, the office, the partner."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ramo.campaigns import actions, closing_actions, joining_actions
from ramo.campaigns.models import Edition, ExitCard, KeyDate, LibraryTask, Material, Participation
from ramo.campaigns.tests.factories import in_days, joined, make_edition, make_kit, own_report, task_of
from ramo.kit import clock
from ramo.network.actions import file_library_cards
from ramo.network.models import Library
from ramo.tasks.models import Task
from tests.cast import Cast

Browser = Callable[..., Client]


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return make_edition(cast.other_institution)


@pytest.fixture
def mine(cast: Cast, edition: Edition) -> Participation:
    return joined(edition, cast.library, cast.own_librarian)


def desk(mine: Participation, tail: str = "") -> str:
    return f"/rabotno-myasto/kampanii/{mine.edition.slug}/biblioteka/{mine.library_id}/{tail}"


def test_the_page_says_when_where_with_whom_and_until_when_it_holds(
    client: Client, cast: Cast, mine: Participation
) -> None:
    actions.confirm(mine.edition, by=cast.other_partner)
    html = client.get(f"/kampaniya/{mine.edition.slug}/").content.decode()
    assert "в 1 библиотека" in html
    assert "Национална агенция за приходите" in html
    assert "Краен срок." in html
    assert "Още не е проверено" in html
    assert "Кодът, сумата и бутонът са на човека." in html


def test_where_near_me_measures_from_the_place_that_was_typed(client: Client, mine: Participation) -> None:
    file_library_cards(Library.objects.all())
    html = client.get(f"/kampaniya/{mine.edition.slug}/", {"p": "99002"}).content.decode()
    assert f"/kampaniya/{mine.edition.slug}/biblioteka/{mine.library_id}/" in html


def test_nobody_reads_a_draft(client: Client, cast: Cast) -> None:
    draft = make_edition(is_open=False)
    assert client.get(f"/kampaniya/{draft.slug}/").status_code == 404


@pytest.mark.parametrize("tail", ["", "biblioteka/9001/", "karta/9001/"], ids=["page", "library", "card"])
def test_a_closed_campaign_is_gone_and_leads_to_what_is_open(
    client: Client, cast: Cast, mine: Participation, tail: str
) -> None:
    closing_actions.close(mine.edition, "", by=cast.office)
    other = make_edition(kit=make_kit("c-club", title_bg="Дигитален клуб").pk)
    answer = client.get(f"/kampaniya/{mine.edition.slug}/{tail}")
    assert answer.status_code == 410
    assert f"/kampaniya/{other.slug}/" in answer.content.decode()


def test_a_library_that_is_not_in_it_has_no_page(client: Client, cast: Cast, mine: Participation) -> None:
    assert client.get(f"/kampaniya/{mine.edition.slug}/biblioteka/{cast.other_library.pk}/").status_code == 404


def test_a_past_day_of_the_calendar_is_not_on_the_page(client: Client, mine: Participation) -> None:
    KeyDate.objects.update(on=in_days(-1), valid_until=in_days(-1))
    assert "Краен срок." not in client.get(f"/kampaniya/{mine.edition.slug}/").content.decode()


@pytest.mark.parametrize("key", ["poster", "places", "card", "lesson"])
def test_paper_bears_the_name_of_the_library(client: Client, mine: Participation, key: str) -> None:
    address = f"/kampaniya/{mine.edition.slug}/list/{key}/{mine.library_id}"
    assert "Светлина 1926" in client.get(f"{address}/").content.decode()
    assert client.get(f"{address}.pdf").content.startswith(b"%PDF")


def test_a_list_without_words_is_not_printed(client: Client, mine: Participation) -> None:
    assert client.get(f"/kampaniya/{mine.edition.slug}/list/papers/{mine.library_id}/").status_code == 404


def test_a_material_past_its_date_is_not_printed(client: Client, mine: Participation) -> None:
    Material.objects.filter(key="places").update(valid_until=in_days(-1))
    assert client.get(f"/kampaniya/{mine.edition.slug}/list/places/{mine.library_id}/").status_code == 404


def test_a_card_is_counted_without_a_name_and_once(client: Client, mine: Participation) -> None:
    address, sent = f"/kampaniya/{mine.edition.slug}/karta/{mine.library_id}/", {"learned": 5, "submission": uuid4()}
    for _ in range(2):
        assert client.post(address, sent | {"extra_in-time": 1}).status_code == 302
    card = ExitCard.objects.get()
    assert (card.learned, card.extra, card.is_paper) == (5, {"in-time": 1}, False)


def test_an_empty_card_says_what_is_missing(client: Client, mine: Participation) -> None:
    address = f"/kampaniya/{mine.edition.slug}/karta/{mine.library_id}/"
    answer = client.post(address, {"submission": uuid4()})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_what_is_typed_beside_the_fields_of_a_card_is_kept_nowhere(client: Client, mine: Participation) -> None:
    address = f"/kampaniya/{mine.edition.slug}/karta/{mine.library_id}/"
    stray = {"pik": "1234567890", "file": SimpleUploadedFile("deklaratsia.pdf", b"%PDF")}
    client.post(address, {"learned": 4, "submission": uuid4(), **stray})
    columns = ExitCard.objects.values().get()
    assert "1234567890" not in str(columns)


def test_a_librarian_joins_in_one_press(cast: Cast, edition: Edition, signed_in: Browser) -> None:
    browser = signed_in(cast.own_librarian)
    address = f"/rabotno-myasto/kampanii/{edition.slug}/biblioteka/{cast.library.pk}/"
    for _ in range(2):
        assert browser.post(f"{address}vlez/").status_code == 302
    assert Participation.objects.of(edition, cast.library)
    html = browser.get(address).content.decode()
    assert "Обаждаме се на офиса." in html
    assert "Урок: за какво плащаме данъци" in html


def test_a_library_of_another_place_cannot_be_joined(cast: Cast, edition: Edition, signed_in: Browser) -> None:
    address = f"/rabotno-myasto/kampanii/{edition.slug}/biblioteka/{cast.other_library.pk}/vlez/"
    assert signed_in(cast.own_librarian).post(address).status_code == 403
    assert not Participation.objects.of(edition, cast.other_library)


def test_joining_a_closed_campaign_says_why_not(cast: Cast, edition: Edition, signed_in: Browser) -> None:
    closing_actions.close(edition, "", by=cast.office)
    address = f"/rabotno-myasto/kampanii/{edition.slug}/biblioteka/{cast.library.pk}/vlez/"
    html = signed_in(cast.own_librarian).post(address, follow=True).content.decode()
    assert "Кампанията не е отворена." in html
    assert not Participation.objects.of(edition, cast.library)


def test_done_and_a_day_of_ones_own_stand_on_the_page(cast: Cast, mine: Participation, signed_in: Browser) -> None:
    browser, task = signed_in(cast.own_librarian), task_of(mine, "t2")
    browser.post(desk(mine, f"zadacha/{task.pk}/den/"), {"day": f"{in_days(33):%d.%m.%Y}"})
    html = browser.get(desk(mine)).content.decode()
    assert f"{in_days(33):%d.%m.%Y}" in html
    assert f"{in_days(30):%d.%m.%Y}" in html
    browser.post(desk(mine, f"zadacha/{task.pk}/"))
    assert LibraryTask.objects.get(pk=task.pk).done_on == clock.today()


def test_a_day_outside_the_campaign_is_refused_in_words(cast: Cast, mine: Participation, signed_in: Browser) -> None:
    browser, task = signed_in(cast.own_librarian), task_of(mine, "t2")
    html = browser.post(desk(mine, f"zadacha/{task.pk}/den/"), {"day": "01.01.2020"}, follow=True).content.decode()
    assert "Изберете ден между първия и последния ден на кампанията." in html


def test_a_task_of_another_library_is_not_found(cast: Cast, mine: Participation, signed_in: Browser) -> None:
    theirs = joined(mine.edition, cast.other_library, cast.other_librarian)
    task = task_of(theirs, "t2")
    assert signed_in(cast.own_librarian).post(desk(mine, f"zadacha/{task.pk}/")).status_code == 404


def test_paper_cards_are_entered_one_by_one_and_taken_back(cast: Cast, mine: Participation, signed_in: Browser) -> None:
    browser = signed_in(cast.own_librarian)
    browser.post(desk(mine, "karti/"), {"learned": 3, "submission": uuid4()})
    assert ExitCard.objects.get().is_paper
    browser.post(desk(mine, "karti/"), {"undo": 1})
    assert not ExitCard.objects.exists()


def test_reading_what_moved_settles_it(cast: Cast, mine: Participation, signed_in: Browser) -> None:
    Task.objects.create(key=f"{mine.key}:moved", scope=cast.library.scope, message="x", link="/")
    signed_in(cast.own_librarian).get(desk(mine))
    assert not Task.objects.filter(key=f"{mine.key}:moved", settled_at=None).exists()


def test_the_office_drafts_opens_and_closes(cast: Cast, signed_in: Browser) -> None:
    browser, kit = signed_in(cast.office), make_kit()
    typed = {"anchor_on": f"{in_days(60):%d.%m.%Y}", "partner": cast.other_institution.pk, "submission": uuid4()}
    for _ in range(2):
        assert browser.post(f"/rabotno-myasto/kampanii/nova/{kit.pk}/", typed).status_code == 302
    edition = Edition.objects.get()
    browser.post(f"/rabotno-myasto/kampanii/{edition.slug}/otvori/")
    browser.post(f"/rabotno-myasto/kampanii/{edition.slug}/priklyuchi/", {"note": "По-рано."})
    html = browser.get(f"/rabotno-myasto/kampanii/{edition.slug}/otchet/").content.decode()
    assert "По-рано." in html
    assert "числата стоят, както бяха запечатани" in html


def test_without_its_day_no_edition_is_drafted(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.office).post(f"/rabotno-myasto/kampanii/nova/{make_kit().pk}/", {"anchor_on": ""})
    assert answer.status_code == 422
    assert not Edition.objects.exists()
    assert "Денят, от който се брои" in answer.content.decode()


def test_dates_out_of_order_are_said_at_the_field(cast: Cast, edition: Edition, signed_in: Browser) -> None:
    typed = {"anchor_on": f"{in_days(60):%d.%m.%Y}", "starts_on": f"{in_days(65):%d.%m.%Y}"}
    answer = signed_in(cast.office).post(f"/rabotno-myasto/kampanii/{edition.slug}/", typed)
    assert answer.status_code == 422
    assert "Първият ден е след деня на кампанията." in answer.content.decode()


def test_changing_the_day_alone_takes_all_others_along(cast: Cast, edition: Edition, signed_in: Browser) -> None:
    browser = signed_in(cast.office)
    form = browser.get(f"/rabotno-myasto/kampanii/{edition.slug}/").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "submission"}
    typed = {name: f"{value:%d.%m.%Y}" if hasattr(value, "year") else value for name, value in typed.items()}
    browser.post(f"/rabotno-myasto/kampanii/{edition.slug}/", typed | {"anchor_on": f"{in_days(67):%d.%m.%Y}"})
    edition.refresh_from_db()
    assert (edition.anchor_on, edition.ends_on, edition.partner) == (in_days(67), in_days(74), cast.other_institution)
    assert edition.tasks.get(task__code="t2").due_on == in_days(37)


def test_a_form_that_is_saved_as_it_stands_changes_nothing(cast: Cast, edition: Edition, signed_in: Browser) -> None:
    browser = signed_in(cast.office)
    before = Edition.objects.values().get()
    form = browser.get(f"/rabotno-myasto/kampanii/{edition.slug}/").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "submission"}
    typed = {name: f"{value:%d.%m.%Y}" if hasattr(value, "year") else value for name, value in typed.items()}
    assert browser.post(f"/rabotno-myasto/kampanii/{edition.slug}/", typed).status_code == 302
    assert Edition.objects.values().get() == before


def test_the_board_shows_who_is_silent_with_a_phone(cast: Cast, mine: Participation, signed_in: Browser) -> None:
    html = signed_in(cast.office).get(f"/rabotno-myasto/kampanii/{mine.edition.slug}/napredak/").content.decode()
    assert "094 000 131" in (said := html.replace("\xa0", " "))
    assert "096 000 145" in said


def test_a_coordinator_sees_the_own_district_alone(cast: Cast, mine: Participation, signed_in: Browser) -> None:
    page = signed_in(cast.other_coordinator).get(f"/rabotno-myasto/kampanii/{mine.edition.slug}/napredak/")
    assert [row.district for row in page.context["progress"].rows] == [cast.other_district]


def test_the_partner_writes_a_list_that_is_then_printed(
    client: Client, cast: Cast, mine: Participation, signed_in: Browser
) -> None:
    address = f"/rabotno-myasto/kampanii/{mine.edition.slug}/materiali/papers/"
    typed = {"title": "Лист с документи", "lines": "лична карта\n\nслужебна бележка"}
    signed_in(cast.other_partner).post(address, typed)
    html = client.get(f"/kampaniya/{mine.edition.slug}/list/papers/{mine.library_id}/").content.decode()
    assert "служебна бележка" in html
    assert "Проверено на" in html


def test_the_files_of_a_report_are_the_office_s(cast: Cast, signed_in: Browser) -> None:
    edition = own_report(cast.institution)
    browser = signed_in(cast.office)
    pdf = browser.get(f"/rabotno-myasto/kampanii/{edition.slug}/otchet.pdf")
    table = browser.get(f"/rabotno-myasto/kampanii/{edition.slug}/otchet.csv")
    assert pdf.content.startswith(b"%PDF")
    assert "Монтана" in table.content.decode("utf-8-sig")
    assert pdf["Cache-Control"] == "private, no-store"


def test_the_next_one_is_drafted_from_the_report(cast: Cast, signed_in: Browser) -> None:
    edition = own_report(cast.institution)
    address = f"/rabotno-myasto/kampanii/{edition.slug}/otnovo/"
    signed_in(cast.office).post(address, {"day": f"{in_days(60 + 365):%d.%m.%Y}"})
    fresh = Edition.objects.get(learned_from=edition)
    assert fresh.note_bg == "Повече време за въпроси."


def test_who_leaves_finds_the_way_back(cast: Cast, mine: Participation, signed_in: Browser) -> None:
    browser = signed_in(cast.own_librarian)
    browser.post(desk(mine, "izlez/"))
    assert "Включи се" in browser.get(desk(mine)).content.decode()
    assert joining_actions.join(mine.edition, cast.library, by=cast.own_librarian) == mine


def test_a_day_that_nobody_can_vouch_for_is_refused_in_words(
    cast: Cast, mine: Participation, signed_in: Browser
) -> None:
    day = mine.edition.dates.get()
    address = f"/rabotno-myasto/kampanii/{mine.edition.slug}/data/{day.pk}/"
    html = signed_in(cast.other_partner).post(address, {"day": "30.04.2099"}, follow=True).content.decode()
    assert "Напишете ден, който предстои" in html
    assert mine.edition.dates.get().verified_on is None
