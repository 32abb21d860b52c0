"""Editions: drafted from a kit, opened, confirmed; what each refuses."""

from datetime import timedelta
from uuid import uuid4

import pytest

from ramo.campaigns import actions, calendars, material_actions
from ramo.campaigns.data import MaterialData, Target
from ramo.campaigns.errors import (
    AlreadyOver,
    EditionExists,
    IdentifierInText,
    NotADraft,
    NothingWritten,
    NotOpen,
)
from ramo.campaigns.models import Edition, KeyDate, Material, Stage
from ramo.kit import clock
from ramo.search.models import IndexCard
from ramo.tasks.models import Task
from ramo.trust.models import Verification
from tests.cast import Cast

from .factories import edition_data, in_days, make_edition, make_kit

EGN = "6101057509"


def test_every_task_gets_its_day_from_the_anchor(cast: Cast) -> None:
    edition = make_edition(is_open=False)
    days = dict(edition.tasks.values_list("task__code", "due_on"))
    assert days == {"t1": in_days(20), "t2": in_days(30), "t3": in_days(40), "t4": in_days(50), "t5": in_days(67)}
    assert (edition.starts_on, edition.ends_on) == (in_days(20), in_days(67))


def test_days_of_the_calendar_begin_unverified_with_their_source(cast: Cast) -> None:
    edition = make_edition(cast.institution)
    day = edition.dates.get()
    assert (day.on.month, day.on.day, day.verified_on) == (4, 30, None)
    assert (day.source_label, day.valid_until) == (cast.institution.name_bg, day.on)


def test_a_day_that_has_passed_hides_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    day = make_edition().dates.get()
    assert day in KeyDate.objects.shown() or day.on < clock.today()
    after = day.on + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: after)
    assert not KeyDate.objects.shown().exists()


def test_the_partner_says_which_day_it_is(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    actions.confirm_date(edition.dates.get(), in_days(61), by=cast.other_partner)
    day = edition.dates.get()
    assert (day.on, day.valid_until, day.verified_as) == (in_days(61), in_days(61), "НАП")


def test_the_same_submission_is_the_same_edition(cast: Cast) -> None:
    submission = uuid4()
    first = actions.draft(edition_data(), by=cast.office, submission=submission)
    assert actions.draft(edition_data(), by=cast.office, submission=submission) == first


def test_a_kit_has_one_edition_a_time(cast: Cast) -> None:
    make_edition()
    with pytest.raises(EditionExists):
        actions.draft(edition_data(), by=cast.office)


def test_a_draft_is_not_moved_onto_another_edition(cast: Cast) -> None:
    make_edition()
    other = make_edition(is_open=False, anchor_on=in_days(60 + 366))
    with pytest.raises(EditionExists):
        actions.rewrite(other, edition_data(), by=cast.office)


def test_lists_about_health_wait_for_an_expert(cast: Cast) -> None:
    kit = make_kit()
    type(kit.area).objects.update(requires_verification=True)
    edition = make_edition(cast.institution)
    assert set(edition.materials.filter(requires_verification=True).values_list("key", flat=True)) == {"papers"}


def test_an_edition_that_lies_behind_us_is_refused(cast: Cast) -> None:
    with pytest.raises(AlreadyOver):
        actions.draft(edition_data(anchor_on=in_days(-60)), by=cast.office)


def test_a_draft_that_grew_old_is_not_opened(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = make_edition(is_open=False)
    after = edition.ends_on + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: after)
    with pytest.raises(AlreadyOver):
        actions.open_edition(edition, by=cast.office)


def test_an_edition_is_opened_once(cast: Cast) -> None:
    edition = make_edition()
    with pytest.raises(NotADraft):
        actions.open_edition(edition, by=cast.office)


def test_the_network_gets_its_own_tasks_on_opening(cast: Cast) -> None:
    make_edition(is_open=False)
    assert not Task.objects.filter(key__startswith="campaign").exists()
    actions.open_edition(Edition.objects.get(), by=cast.office)
    (task,) = Task.objects.open_for(["network"]).filter(key__startswith="campaign:")
    assert (task.due_on, "Получаваме материалите." in task.text) == (in_days(20), True)


def test_only_libraries_that_it_is_for_are_invited(cast: Cast) -> None:
    make_edition(districts=(cast.district.pk,))
    invited = Task.objects.filter(key__startswith="campaign-join").values_list("scope", flat=True)
    assert list(invited) == [cast.library.scope]


def test_an_open_edition_is_found_and_a_draft_is_not(cast: Cast) -> None:
    edition = make_edition(is_open=False)
    assert not IndexCard.objects.filter(kind="campaign").exists()
    actions.open_edition(edition, by=cast.office)
    card = IndexCard.objects.live().get(kind="campaign")
    assert (card.title_bg, card.link, card.valid_until) == (
        "Влез в час с данъците",
        f"/kampaniya/{edition.slug}/",
        edition.ends_on,
    )


def test_a_personal_number_is_refused_in_a_note(cast: Cast) -> None:
    with pytest.raises(IdentifierInText):
        actions.draft(edition_data(note=f"Питайте {EGN}"), by=cast.office)


def test_a_target_takes_the_place_of_the_one_before(cast: Cast) -> None:
    edition = make_edition()
    actions.set_target(edition, cast.district, Target(libraries=9), by=cast.office)
    actions.set_target(edition, cast.district, Target(libraries=12, cards=40), by=cast.office)
    assert edition.targets.get().as_data == Target(libraries=12, cards=40)
    actions.set_target(edition, cast.district, Target(), by=cast.office)
    assert not edition.targets.exists()


def test_a_monthly_campaign_has_several_editions_a_year(cast: Cast) -> None:
    kit = make_kit("c-health", repeats="monthly", title_bg="Информирани и здрави")
    assert calendars.label_of(kit, in_days(0).replace(day=1)) == f"{clock.today():%Y-%m}"


def test_a_new_version_stands_and_the_one_before_is_history(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    papers = Material.objects.get(key="papers")
    fresh = material_actions.write_version(papers, MaterialData("Лист", ("лична карта",)), by=cast.other_partner)
    assert (fresh.version, fresh.verified_as, fresh.is_ready) == (2, "НАП", True)
    assert Material.objects.last_versions().get(edition=edition, key="papers") == fresh
    assert Verification.objects.filter(target_kind="campaigns.material").count() == 1


def test_the_same_words_again_are_no_new_version(cast: Cast) -> None:
    make_edition(cast.other_institution)
    papers, data = Material.objects.get(key="papers"), MaterialData("Лист", ("лична карта",))
    first = material_actions.write_version(papers, data, by=cast.other_partner)
    again = material_actions.write_version(
        papers, MaterialData("Лист", ("лична карта",), first.source_url), by=cast.other_partner
    )
    assert again == first


def test_a_list_without_words_is_refused(cast: Cast) -> None:
    make_edition(cast.other_institution)
    with pytest.raises(NothingWritten):
        material_actions.write_version(
            Material.objects.get(key="papers"), MaterialData("Лист", ()), by=cast.other_partner
        )


def test_a_personal_number_is_refused_in_a_material(cast: Cast) -> None:
    make_edition(cast.other_institution)
    with pytest.raises(IdentifierInText):
        material_actions.write_version(
            Material.objects.get(key="papers"), MaterialData("Лист", (EGN,)), by=cast.other_partner
        )


def test_materials_of_what_is_closed_stay_as_they_were(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    Edition.objects.filter(pk=edition.pk).update(closed_at=clock.now())
    papers = Material.objects.select_related("edition").get(key="papers")
    assert papers.edition.stage == Stage.CLOSED
    with pytest.raises(NotOpen):
        material_actions.write_version(papers, MaterialData("Лист", ("лична карта",)), by=cast.other_partner)
