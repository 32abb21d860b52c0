"""Writing, confirming and moving: what follows in the catalogue, the history and the tasks."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from ramo.audit.models import AuditEntry
from ramo.kit import clock
from ramo.resources import actions
from ramo.resources.data import NeedFacts, ResourceFacts
from ramo.resources.errors import ExpertNeeded, KeyTaken, NoSuchStep
from ramo.resources.jobs import file_cards_anew
from ramo.search.models import IndexCard
from ramo.tasks.models import Task
from ramo.trust import actions as trust
from ramo.trust.jobs import file_review_tasks
from ramo.trust.models import ChangeReport, State
from tests.cast import Cast

from .factories import make_area, make_need, make_resource, make_topic

pytestmark = pytest.mark.django_db

FACTS = ResourceFacts(
    area="employment",
    name_bg="Свободни места в бюрата по труда",
    url="https://www.az.government.bg/bg/ejobs/",
    gives_bg="Списък на заявените свободни места.",
    how_to_bg=("Изберете областта.", "Препишете телефона на бюрото."),
    needs_bg="нищо",
    cost_bg="безплатно",
)


def card(kind: str, key: str) -> IndexCard:
    return IndexCard.objects.get(kind=kind, key=key)


def open_tasks(scope: str) -> dict[str, int]:
    tasks = Task.objects.open_for([scope]).filter(key__startswith="review:")
    return {task.key.split(":")[1]: int(task.params["count"]) for task in tasks}


# Writing


def test_new_resource_is_a_draft_that_nobody_finds(cast: Cast) -> None:
    make_area()
    added = actions.add_resource("az-ejobs", FACTS, by=cast.editor)
    assert added.state == State.DRAFT
    assert not IndexCard.objects.exists()


def test_new_resource_of_health_waits_for_its_expert(cast: Cast) -> None:
    make_area("health")
    assert actions.add_resource("vaccines", replace(FACTS, area="health"), by=cast.editor).requires_verification


def test_key_is_never_given_twice(cast: Cast) -> None:
    make_resource()
    with pytest.raises(KeyTaken):
        actions.add_resource("az-ejobs", FACTS, by=cast.editor)


def test_edit_of_a_phone_keeps_the_confirmation_and_asks_for_a_new_one(cast: Cast) -> None:
    resource = make_resource(owner=cast.institution)
    actions.confirm_item(resource, by=cast.own_partner)
    actions.edit_resource(resource, replace(FACTS, owner="noi", phone="0700 18 700"), by=cast.editor)
    resource.refresh_from_db()
    assert (resource.verified_on, resource.changed_on) == (clock.today(), clock.today())
    assert open_tasks("institution:noi") == {"changed": 1}


def test_edit_never_confirms(cast: Cast) -> None:
    resource = make_resource()
    actions.edit_resource(resource, replace(FACTS, name_bg="Обяви"), by=cast.editor)
    resource.refresh_from_db()
    assert resource.verified_on is None
    assert trust.history_of(resource) == []


def test_edit_of_a_name_asks_for_no_new_confirmation(cast: Cast) -> None:
    resource = make_resource()
    actions.confirm_item(resource, by=cast.editor)
    actions.edit_resource(resource, replace(FACTS, name_bg="Обяви"), by=cast.editor)
    resource.refresh_from_db()
    assert resource.changed_on is None


def test_edit_is_found_by_its_new_words_and_recorded(cast: Cast) -> None:
    resource = make_resource()
    actions.edit_resource(resource, replace(FACTS, name_bg="Обяви за шивачки"), by=cast.editor)
    assert card("resource", "az-ejobs").title_bg == "Обяви за шивачки"
    assert AuditEntry.objects.get(verb="edited").account == cast.editor.pk


def test_edit_of_a_need_orders_its_places_and_notices_changed_steps(cast: Cast) -> None:
    first, second = make_resource("first"), make_resource("second", url="https://second.bg/")
    need = make_need(resources=(first, second))
    actions.confirm_item(need, by=cast.editor)
    facts = NeedFacts(title_bg="Търся работа", steps_bg=("Обадете се.",), resources=("second", "first"))
    actions.edit_need(need, facts, by=cast.editor)
    need.refresh_from_db()
    assert need.changed_on == clock.today()
    sheet = card("need", "job-nearby").sheet
    assert sheet is not None
    assert sheet["sources"][0]["url"] == "https://second.bg/"


# Confirming


def test_confirming_dates_the_card_and_settles_the_task(cast: Cast) -> None:
    resource = make_resource(owner=cast.institution)
    file_review_tasks()
    assert open_tasks("institution:noi") == {"unverified": 1}
    actions.confirm_item(resource, by=cast.own_partner)
    assert (card("resource", "az-ejobs").verified_as, open_tasks("institution:noi")) == ("НОИ", {})


def test_partner_confirms_in_the_name_of_the_institution_never_of_a_person(cast: Cast) -> None:
    resource = make_resource(owner=cast.institution)
    assert actions.confirm_item(resource, by=cast.own_partner).verified_as == "НОИ"


def test_editor_confirms_in_the_name_of_the_network_in_bulgarian(cast: Cast) -> None:
    assert actions.confirm_item(make_resource(), by=cast.editor).verified_as == "редактор на мрежата"


def test_editor_does_not_stand_for_a_health_text(cast: Cast) -> None:
    text = make_resource(area=make_area("health"), owner=cast.institution, requires_verification=True)
    with pytest.raises(ExpertNeeded):
        actions.confirm_item(text, by=cast.editor)
    assert actions.confirm_item(text, by=cast.own_partner).verified_as == "НОИ"


def test_refused_confirmation_leaves_the_edit_to_be_confirmed(cast: Cast) -> None:
    text = make_resource(area=make_area("health"), requires_verification=True, changed_on=clock.today())
    with pytest.raises(ExpertNeeded):
        actions.confirm_item(text, by=cast.editor)
    text.refresh_from_db()
    assert text.changed_on == clock.today()


def test_reader_who_was_wrong_makes_the_text_confirmed(cast: Cast) -> None:
    resource = make_resource()
    sent = trust.ReportData(submission=uuid4(), what="phone", text="", title="т", link="/")
    report = trust.report_change(resource, sent)
    actions.answer_report(report, resource, outcome=ChangeReport.Outcome.STILL_TRUE, by=cast.editor)
    resource.refresh_from_db()
    assert resource.verified_on == clock.today()


def test_correction_after_a_report_confirms_nothing(cast: Cast) -> None:
    resource = make_resource()
    sent = trust.ReportData(submission=uuid4(), what="phone", text="", title="т", link="/")
    report = trust.report_change(resource, sent)
    actions.answer_report(report, resource, outcome=ChangeReport.Outcome.CORRECTED, by=cast.editor)
    resource.refresh_from_db()
    assert resource.verified_on is None


# Moving


def test_states_follow_one_another_and_the_catalogue_follows_them(cast: Cast) -> None:
    resource = make_resource(state=State.DRAFT)
    for state in (State.IN_REVIEW, State.PUBLISHED):
        actions.move(resource, to=state, by=cast.editor)
    assert IndexCard.objects.filter(key="az-ejobs").exists()
    actions.move(resource, to=State.WITHDRAWN, by=cast.editor)
    assert not IndexCard.objects.filter(key="az-ejobs").exists()


def test_draft_is_not_published_without_a_review(cast: Cast) -> None:
    with pytest.raises(NoSuchStep):
        actions.move(make_resource(state=State.DRAFT), to=State.PUBLISHED, by=cast.editor)


def test_same_step_pressed_twice_is_one(cast: Cast) -> None:
    resource = make_resource(state=State.DRAFT)
    for _ in range(2):
        actions.move(resource, to=State.IN_REVIEW, by=cast.editor)
    assert AuditEntry.objects.filter(verb="moved").count() == 1


# Cards and sheets


def test_card_of_a_need_carries_all_that_a_handout_prints() -> None:
    resource = make_resource(phone="0700 18 700")
    make_need(resources=(resource,))
    actions.file_all_cards()
    sheet = card("need", "job-nearby").sheet
    assert sheet is not None
    assert sheet["steps"]["bg"][0] == "Кажете какво можете."
    assert sheet["papers"]["bg"] == ["лична карта"]
    assert sheet["phones"][0]["number"] == "0700 18 700"
    assert sheet["notice"]["bg"].startswith("Информация, не посредничество. ")
    assert sheet["sources"][0]["url"] == resource.url


def test_card_of_a_service_without_steps_prints_what_it_gives() -> None:
    make_resource(how_to_bg=[])
    actions.file_all_cards()
    sheet = card("resource", "az-ejobs").sheet
    assert sheet is not None
    assert sheet["steps"]["bg"] == ["Списък на заявените свободни места."]


def test_card_is_found_by_words_of_its_topics_and_owner(cast: Cast) -> None:
    make_resource(topics=(make_topic(),), owner=cast.institution)
    actions.file_all_cards()
    filed = card("resource", "az-ejobs")
    assert filed.topics == ["emp-vacancies"]
    assert "Национален осигурителен институт" in filed.keywords


def test_sheet_drops_the_phone_of_a_resource_that_expired() -> None:
    resource = make_resource(phone="0700 18 700", valid_until=clock.today(), verified_on=clock.today(), verified_as="т")
    make_need(resources=(resource,))
    file_cards_anew()
    with time_machine.travel(clock.now() + timedelta(days=1)):
        file_cards_anew()
        sheet = card("need", "job-nearby").sheet
    assert sheet is not None
    assert (sheet["phones"], sheet["sources"]) == ([], [])


# The clock


def test_night_tells_each_scope_what_waits_and_why(cast: Cast) -> None:
    today = clock.today()
    dated: dict[str, Any] = {"verified_on": today - timedelta(days=9), "verified_as": "НОИ"}
    make_resource("expired", owner=cast.institution, valid_until=today - timedelta(days=1), **dated)
    make_resource("soon", owner=cast.institution, valid_until=today + timedelta(days=14), **dated)
    make_resource("fresh", owner=cast.institution, valid_until=today + timedelta(days=15), **dated)
    make_need()
    file_review_tasks()
    assert open_tasks("institution:noi") == {"expired": 1, "due_soon": 1}
    assert open_tasks("network") == {"expired": 1, "due_soon": 1, "unverified": 1}


def test_task_that_waits_says_in_bulgarian_how_much_and_leads_to_it(cast: Cast) -> None:
    make_need()
    file_review_tasks()
    task = Task.objects.open_for(["network"]).get()
    assert task.text == "Още непроверени: 1. Провери ги"
    assert task.link == "/rabotno-myasto/za-pregled/?reason=unverified"


def test_night_settles_what_no_longer_waits(cast: Cast) -> None:
    need = make_need()
    file_review_tasks()
    need.delete()
    file_review_tasks()
    assert open_tasks("network") == {}
