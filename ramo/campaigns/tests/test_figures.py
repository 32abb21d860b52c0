"""Progress by district, what is withheld in public, exit cards, the frozen report and the edition after it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ramo.campaigns import (
    actions,
    card_actions,
    closing_actions,
    joining_actions,
    material_actions,
    progress,
    reporting,
)
from ramo.campaigns.data import Answers, MaterialData, Target
from ramo.campaigns.errors import AnchorMissing, NotItsCore, NotOpen
from ramo.campaigns.models import ClosingReport, Edition, ExitCard, Material, Participation, Planned, Stage
from ramo.desk.models import Consultation, LogOption
from ramo.desk.tests.factories import make_lists
from ramo.events.data import Bands
from ramo.events.models import Event, Headcount, Host
from ramo.kit import clock
from ramo.network.models import Library
from ramo.search.models import IndexCard
from ramo.tasks.models import Task
from ramo.vocabularies.models import Area
from tests.cast import Cast

from .factories import in_days, joined, make_edition, make_kit, task_of


def held(mine: Participation, code: str, bands: Bands) -> None:
    """The event of the task took place, and so many came."""
    planned = Planned.objects.get(participation=mine, task__task__code=code)
    Host.objects.filter(event=planned.event_id).update(did_happen=True)
    host = Host.objects.get(event=planned.event_id)
    Headcount.objects.create(host=host, under_18=bands.under_18, unknown=bands.unknown)


def give(mine: Participation, count: int) -> None:
    for _number in range(count):
        card_actions.give_card(mine, Answers(learned=4, extra={"in-time": 1}), submission=uuid4())


def row_of(edition: Edition, district: str) -> progress.Row:
    return next(row for row in progress.of(edition).rows if row.district.pk == district)


def test_a_district_sums_what_its_libraries_did(cast: Cast) -> None:
    edition = make_edition(starts_on=in_days(-5))
    mine = joined(edition, cast.library, cast.own_librarian)
    joining_actions.mark_done(task_of(mine, "t2"), by=cast.own_librarian)
    held(mine, "t3", Bands(under_18=20, unknown=3))
    give(mine, 6)
    assert row_of(edition, cast.district.pk).figures == progress.Figures(
        libraries=1, tasks=4, tasks_done=1, sessions=1, attendances=23, desk_acts=0, cards=6
    )


def consulted(library: Library, day: date, area: str = "taxes") -> None:
    options = {option.key: option for option in LogOption.objects.all()}
    Consultation.objects.create(
        library=library,
        on=day,
        half="am",
        area_id=area,
        task=options["t-pik"],
        mode=options["teach"],
        minutes=options["m15"],
        age_band=options["a65"],
        submission=uuid4(),
    )


def test_desk_acts_are_of_the_area_within_the_days_at_who_joined(cast: Cast) -> None:
    make_lists()
    make_kit(area=Area.objects.get(pk="taxes"))
    edition = make_edition(starts_on=in_days(-5))
    joined(edition, cast.library, cast.own_librarian)
    consulted(cast.library, in_days(-1))
    consulted(cast.library, in_days(-1), "health")
    consulted(cast.library, in_days(-6))
    consulted(cast.other_library, in_days(-1))
    assert row_of(edition, cast.district.pk).figures.desk_acts == 1
    assert row_of(edition, cast.other_district.pk).figures.desk_acts == 0


def test_who_left_is_counted_no_more(cast: Cast) -> None:
    edition = make_edition()
    joined(edition, cast.library, cast.own_librarian)
    joining_actions.leave(edition, cast.library, by=cast.own_librarian)
    assert row_of(edition, cast.district.pk).figures == progress.Figures()


def test_targets_stand_beside_what_was_reached(cast: Cast) -> None:
    edition = make_edition()
    actions.set_target(edition, cast.district, Target(libraries=4), by=cast.office)
    actions.set_target(edition, cast.other_district, Target(libraries=2, cards=9), by=cast.office)
    now = progress.of(edition)
    assert (now.target.libraries, now.target.cards, now.target.sessions) == (6, 9, None)


def test_the_board_costs_as_many_queries_however_many_joined(cast: Cast) -> None:
    edition = make_edition()

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            progress.of(edition)
        return len(captured)

    none = asked()
    for library, by in ((cast.library, cast.own_librarian), (cast.other_library, cast.other_librarian)):
        joined(edition, library, by)
    assert asked() == none == 7


def test_few_people_are_not_said_in_public_nor_follow_from_the_total(cast: Cast) -> None:
    edition = make_edition()
    for library, by, cards in ((cast.library, cast.own_librarian, 2), (cast.other_library, cast.other_librarian, 30)):
        give(joined(edition, library, by), cards)
    shown = progress.in_public(progress.of(edition))
    cards_shown = {row.district.pk: row.figures.cards for row in shown.rows if row.figures.libraries}
    assert cards_shown == {cast.district.pk: None, cast.other_district.pk: None}
    assert shown.total.cards == 32


def test_many_people_are_said_in_public(cast: Cast) -> None:
    edition = make_edition()
    give(joined(edition, cast.library, cast.own_librarian), 5)
    shown = progress.in_public(progress.of(edition))
    assert next(row for row in shown.rows if row.district == cast.district).figures.cards == 5


def test_libraries_and_tasks_are_said_even_where_few(cast: Cast) -> None:
    edition = make_edition()
    joined(edition, cast.library, cast.own_librarian)
    assert progress.in_public(progress.of(edition)).total.libraries == 1


def test_the_same_card_sent_twice_is_one(cast: Cast) -> None:
    mine = joined(make_edition(), cast.library, cast.own_librarian)
    submission = uuid4()
    for _ in range(2):
        card_actions.give_card(mine, Answers(learned=5), submission=submission)
    assert ExitCard.objects.count() == 1


@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        Answers(learned=6),
        Answers(learned=0),
        Answers(extra={"in-time": 4}),
        Answers(extra={"in-time": 0}),
        Answers(extra={"who": 1}),
    ],
    ids=["empty", "six", "nought", "no such choice", "choice nought", "no such question"],
)
def test_a_card_holds_only_what_it_asks(cast: Cast, answers: Answers) -> None:
    mine = joined(make_edition(), cast.library, cast.own_librarian)
    with pytest.raises(NotItsCore):
        card_actions.give_card(mine, answers, submission=uuid4())


def test_no_card_after_the_close(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    closing_actions.close(edition, "", by=cast.office)
    mine.edition.refresh_from_db()
    with pytest.raises(NotOpen):
        card_actions.give_card(mine, Answers(learned=5), submission=uuid4())


def test_only_a_card_from_paper_is_taken_back(cast: Cast) -> None:
    mine = joined(make_edition(), cast.library, cast.own_librarian)
    give(mine, 1)
    assert not card_actions.take_back_card(mine, by=cast.own_librarian)
    card_actions.give_card(mine, Answers(learned=1), submission=uuid4(), is_paper=True)
    assert card_actions.take_back_card(mine, by=cast.own_librarian)
    assert ExitCard.objects.get().learned == 4


def test_answers_are_counted_by_question_and_choice(cast: Cast) -> None:
    edition = make_edition()
    give(joined(edition, cast.library, cast.own_librarian), 3)
    assert progress.answers_of(edition)[0] == ("learned", 3, 3)
    assert progress.choices_of(edition)[0][1] == [("да", 3), ("още не", 0), ("не днес", 0)]


def test_closing_freezes_the_figures(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    give(mine, 6)
    report = closing_actions.close(edition, "По-рано.", by=cast.office)
    ExitCard.objects.all().delete()
    sheet = reporting.exact(ClosingReport.objects.get(pk=report.pk))
    assert (sheet.progress.total.cards, sheet.note) == (6, "По-рано.")


def test_a_report_that_was_changed_does_not_stand(cast: Cast) -> None:
    report = closing_actions.close(make_edition(), "", by=cast.office)
    report.refresh_from_db()
    assert reporting.digest_of(report) == report.digest
    report.content["rows"][0]["figures"]["cards"] = 99
    assert reporting.digest_of(report) != report.digest


def test_a_second_press_of_close_is_the_same_report(cast: Cast) -> None:
    edition = make_edition()
    first = closing_actions.close(edition, "", by=cast.office)
    assert closing_actions.close(edition, "друго", by=cast.office) == first
    edition.refresh_from_db()
    assert (edition.stage, edition.note_bg) == (Stage.CLOSED, "")


def test_a_draft_is_not_closed(cast: Cast) -> None:
    with pytest.raises(NotOpen):
        closing_actions.close(make_edition(is_open=False), "", by=cast.office)


def test_closing_takes_the_card_and_every_task_away(cast: Cast) -> None:
    edition = make_edition()
    joined(edition, cast.library, cast.own_librarian)
    closing_actions.close(edition, "", by=cast.office)
    assert not IndexCard.objects.filter(kind="campaign").exists()
    assert not Task.objects.filter(key__startswith="campaign", settled_at=None).exists()


def test_what_leaves_the_house_says_no_few(cast: Cast) -> None:
    edition = make_edition()
    give(joined(edition, cast.library, cast.own_librarian), 2)
    report = closing_actions.close(edition, "Питайте Иван.", by=cast.office)
    sheet = reporting.outward(report)
    assert sheet.progress.total.cards is None
    assert sheet.note == ""
    assert sheet.answers[0][1:] == (None, None)
    assert all(count is None or count >= 5 or count == 0 for _text, given in sheet.choices for _choice, count in given)


def test_the_report_is_a_tagged_file_and_a_table(cast: Cast) -> None:
    edition = make_edition()
    joined(edition, cast.library, cast.own_librarian)
    report = closing_actions.close(edition, "", by=cast.office)
    assert reporting.file_of(report).startswith(b"%PDF")
    rows = list(reporting.table_of(report))
    assert len(rows) == 3 + len(reporting.exact(report).progress.rows)


def test_the_next_edition_begins_with_what_was_learnt(cast: Cast) -> None:
    edition = make_edition(cast.other_institution, due={"t2": in_days(35)})
    actions.set_target(edition, cast.district, Target(libraries=3), by=cast.office)
    give(joined(edition, cast.library, cast.own_librarian), 7)
    closing_actions.close(edition, "Повече часове.", by=cast.office)
    edition.refresh_from_db()
    fresh = closing_actions.repeat(edition, in_days(60 + 365), by=cast.office)
    assert (fresh.stage, fresh.partner, fresh.note_bg, fresh.learned_from) == (
        Stage.DRAFT,
        cast.other_institution,
        "Повече часове.",
        edition,
    )
    assert fresh.tasks.get(task__code="t2").due_on == in_days(35 + 365)
    assert fresh.targets.get(district=cast.district).as_data == Target(libraries=3, cards=7)
    assert fresh.dates.get().verified_on is None


def test_words_of_the_partner_go_over_hidden_until_it_confirms_them(cast: Cast) -> None:
    edition = make_edition(cast.other_institution)
    papers = Material.objects.get(edition=edition, key="papers")
    material_actions.write_version(papers, MaterialData("Лист", ("лична карта",)), by=cast.other_partner)
    fresh = closing_actions.repeat(edition, in_days(60 + 365), by=cast.office)
    carried = fresh.materials.get(key="papers")
    assert (carried.lines_bg, carried.is_hidden, carried.version) == (["лична карта"], True, 1)
    material_actions.confirm(carried, by=cast.other_partner)
    assert Material.objects.shown().filter(pk=carried.pk).exists()


def test_a_campaign_without_a_fixed_day_asks_for_it(cast: Cast) -> None:
    edition = make_edition(kit=make_kit("c-week", anchor_month_day="", title_bg="Седмица", dates=[]).pk)
    with pytest.raises(AnchorMissing):
        closing_actions.repeat(edition, by=cast.office)


def test_a_report_counts_on_after_events_are_gone(cast: Cast) -> None:
    edition = make_edition()
    mine = joined(edition, cast.library, cast.own_librarian)
    held(mine, "t3", Bands(under_18=9))
    report = closing_actions.close(edition, "", by=cast.office)
    Event.objects.all().delete()
    assert reporting.exact(report).progress.total.attendances == 9
    assert clock.today() + timedelta(days=1) > report.made_at.date()
    assert Consultation.objects.across_libraries("a test looks at everything").count() == 0
