"""A partner's list is seen before it is written, and replaces what was there before."""

from uuid import uuid4

import pytest

from ramo.harvest import intake_actions
from ramo.harvest.data import Failure, Reason
from ramo.harvest.errors import CannotRead, LooksWrong, NothingToApply, WrittenAlready
from ramo.harvest.models import HarvestRun, PlaceQuestion, Source, Upload
from ramo.harvest.states import Death
from ramo.kit import clock
from ramo.listings.actions import standing_of
from ramo.listings.models import Vacancy
from ramo.network.tests.factories import make_municipality, make_settlement
from ramo.search.models import IndexCard
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import brought, jobs, make_source, table


def write(source: Source, content: bytes, cast: Cast, *, is_accepted: bool = False) -> HarvestRun:
    return intake_actions.apply_upload(
        brought(source, content, by=cast.office), is_accepted=is_accepted, by=cast.office
    )


def test_nothing_is_written_before_somebody_says_so(cast: Cast) -> None:
    source = make_source()
    upload = brought(source, jobs(range(3)), by=cast.office)
    seen = intake_actions.preview(upload)
    assert len(seen.plan.new) == 3
    assert not Vacancy.objects.exists()


def test_list_becomes_offers_with_their_cards(cast: Cast) -> None:
    source = make_source(institution=cast.institution, is_vouched=True)
    run = write(source, jobs(range(3)), cast)
    assert (run.new, run.is_applied) == (3, True)
    vacancy = Vacancy.objects.get(title__endswith=" 1")
    assert vacancy.employer == "Текстил"
    assert vacancy.places == [cast.library.settlement_id]
    assert vacancy.verified_as == "НОИ"
    assert IndexCard.objects.filter(kind="vacancy").count() == 3
    assert not Upload.objects.exists()


def test_list_that_nobody_stands_for_comes_in_unverified(cast: Cast) -> None:
    write(make_source(institution=cast.institution), jobs(range(1)), cast)
    assert Vacancy.objects.get().verified_on is None


def test_next_list_says_what_is_new_changed_the_same_and_gone(cast: Cast) -> None:
    source = make_source()
    write(source, jobs(range(8)), cast)
    content = jobs(range(2, 10)).replace("2;Шивач 2;Текстил".encode(), "2;Крояч;Текстил".encode())
    seen = intake_actions.preview(brought(source, content, by=cast.office)).plan
    assert (len(seen.new), len(seen.changed), len(seen.unchanged), len(seen.missing)) == (2, 1, 5, 2)
    run = write(source, content, cast)
    assert (run.new, run.changed, run.unchanged, run.gone) == (2, 1, 5, 2)
    assert len(standing_of(source.pk)) == 8


def test_list_of_one_source_touches_no_other(cast: Cast) -> None:
    write(make_source("first"), jobs(range(5)), cast)
    write(make_source("second"), jobs(range(50, 55)), cast)
    assert len(standing_of("first")) == 5


def test_far_shorter_list_waits_for_a_person_s_word(cast: Cast) -> None:
    source = make_source()
    write(source, jobs(range(8)), cast)
    upload = brought(source, jobs(range(5)), by=cast.office)
    assert intake_actions.preview(upload).verdict.death is Death.SHRUNK
    with pytest.raises(LooksWrong):
        intake_actions.apply_upload(upload, is_accepted=False, by=cast.office)
    assert len(standing_of(source.pk)) == 8
    run = intake_actions.apply_upload(upload, is_accepted=True, by=cast.office)
    assert (run.gone, run.is_accepted) == (3, True)
    assert len(standing_of(source.pk)) == 5


def test_refused_list_raises_the_alarm_until_a_good_one_comes(cast: Cast) -> None:
    source = make_source()
    write(source, jobs(range(8)), cast)
    with pytest.raises(LooksWrong):
        write(source, jobs(range(2)), cast)
    alarm = Task.objects.get(key=f"harvest:source:{source.pk}")
    assert (alarm.settled_at, alarm.scope) == (None, "network")
    write(source, jobs(range(9)), cast)
    alarm.refresh_from_db()
    assert alarm.settled_at


def test_list_that_is_no_whole_takes_nothing_down(cast: Cast) -> None:
    source = make_source(is_whole=False)
    write(source, jobs(range(4)), cast)
    run = write(source, jobs(range(3, 7)), cast)
    assert run.gone == 0
    assert len(standing_of(source.pk)) == 7


def test_refused_row_is_no_row_that_is_gone(cast: Cast) -> None:
    source = make_source()
    write(source, jobs(range(8)), cast)
    content = jobs(range(8)).replace("0;Шивач 0".encode(), b"0;=cmd|x!A0")
    run = write(source, content, cast)
    assert run.gone == 0
    assert run.rejected[0][1] == Reason.FORMULA


def test_row_that_cannot_be_told_may_be_the_missing_one(cast: Cast) -> None:
    source = make_source()
    write(source, jobs(range(8)), cast)
    content = jobs(range(8)).replace(
        "0;Шивач 0;Текстил;с. Росен дол;800 €;096 000 145".encode(), ";;;;800 €;096".encode()
    )
    assert write(source, content, cast).gone == 0


def test_same_press_twice_is_one_upload(cast: Cast) -> None:
    source, submission = make_source(), uuid4()
    first, second = (
        intake_actions.bring(source, jobs(range(1)), submission=submission, by=cast.office) for _ in range(2)
    )
    assert first == second


def test_written_upload_is_gone(cast: Cast) -> None:
    source = make_source()
    upload = brought(source, jobs(range(1)), by=cast.office)
    intake_actions.apply_upload(upload, is_accepted=False, by=cast.office)
    with pytest.raises(WrittenAlready):
        intake_actions.apply_upload(upload, is_accepted=False, by=cast.office)


@pytest.mark.parametrize(
    ("content", "failure"),
    [(b"\x00\x01", Failure.UNREADABLE), ("Здравейте".encode(), Failure.NOT_THIS_DIALECT), (b"", Failure.UNREADABLE)],
)
def test_file_that_says_nothing_is_not_kept(cast: Cast, content: bytes, failure: Failure) -> None:
    with pytest.raises(CannotRead) as refused:
        brought(make_source(), content, by=cast.office)
    assert refused.value.failure is failure
    assert not Upload.objects.exists()


def test_list_with_nothing_usable_is_refused(cast: Cast) -> None:
    upload = brought(make_source(), table("1;;Текстил;;;"), by=cast.office)
    with pytest.raises((NothingToApply, LooksWrong)):
        intake_actions.apply_upload(upload, is_accepted=False, by=cast.office)


# — places —


def _two_villages() -> None:
    make_settlement("00014", name_bg="Абланица", municipality=make_municipality("MON98", name_bg="Хаджидимово"))
    make_settlement("00028", name_bg="Абланица", municipality=make_municipality("VID98", name_bg="Ловеч"))


def test_name_borne_twice_waits_and_is_not_gone_next_time(cast: Cast) -> None:
    _two_villages()
    source = make_source()
    content = table("1;Шивач;Текстил;с. Абланица;;", "2;Готвач;Х;с. Абланица;;", "3;Пекар;П;с. Росен дол;;")
    run = write(source, content, cast)
    assert (run.new, run.unclear) == (1, 2)
    assert PlaceQuestion.objects.open().count() == 2
    write(source, content, cast)
    assert PlaceQuestion.objects.open().count() == 2
    assert Task.objects.get(key=f"harvest:places:{source.pk}").scope == "network"


def test_answer_brings_all_of_that_name_in_and_is_remembered(cast: Cast) -> None:
    from ramo.harvest.actions import answer_place
    from ramo.vocabularies.models import Settlement

    _two_villages()
    source = make_source()
    content = table("1;Шивач;Текстил;с. Абланица;;", "2;Готвач;Х;с. Абланица;;")
    write(source, content, cast)
    question = PlaceQuestion.objects.open().first()
    assert question is not None
    assert answer_place(question, Settlement.objects.get(pk="00028"), by=cast.office) == 2
    assert {tuple(each.places) for each in Vacancy.objects.all()} == {("00028",)}
    assert not PlaceQuestion.objects.open().exists()
    assert Task.objects.get(key=f"harvest:places:{source.pk}").settled_at
    source.refresh_from_db()
    run = write(source, content, cast)
    assert (run.unclear, run.unchanged) == (0, 2)


def test_territory_of_the_office_tells_which_is_meant(cast: Cast) -> None:
    _two_villages()
    cast.institution.territory.create(municipality_id="VID98")
    source = make_source(institution=cast.institution)
    run = write(source, table("1;Шивач;Текстил;с. Абланица;;"), cast)
    assert (run.new, run.unclear) == (1, 0)
    assert Vacancy.objects.get().places == ["00028"]


def test_district_of_the_source_tells_which_is_meant(cast: Cast) -> None:
    _two_villages()
    write(make_source(district=cast.district), table("1;Шивач;Текстил;с. Абланица;;"), cast)
    assert Vacancy.objects.get().places == ["00014"]


def test_question_that_the_list_no_longer_asks_is_settled(cast: Cast) -> None:
    _two_villages()
    source = make_source()
    write(source, table("1;Шивач;Т;с. Абланица;;", "2;Пекар;П;с. Росен дол;;"), cast)
    write(source, table("1;Шивач;Т;с. Росен дол;;", "2;Пекар;П;с. Росен дол;;"), cast)
    assert not PlaceQuestion.objects.open().exists()


def test_mapping_is_learnt_and_remembered(cast: Cast) -> None:
    from ramo.harvest.actions import map_columns

    source = make_source()
    map_columns(source, {"Х": "title", "Работодател": "employer"}, by=cast.office)
    run = write(source, "Х;Работодател\nШивач;Т\n".encode(), cast)
    assert run.new == 1
    assert Vacancy.objects.get().title == "Шивач"


def test_run_is_kept_with_who_brought_it(cast: Cast) -> None:
    source = make_source()
    write(source, jobs(range(1)), cast)
    run = source.runs.get()
    assert (run.by, run.manner) == (cast.office, HarvestRun.Manner.FILE)
    assert run.ended_at <= clock.now()


def test_run_knows_its_upload_and_how_long_it_took(cast: Cast) -> None:
    source = make_source()
    upload = brought(source, jobs(range(1)), by=cast.office)
    number = upload.pk
    run = intake_actions.apply_upload(upload, is_accepted=False, by=cast.office)
    run.refresh_from_db()
    assert run.upload == number
    assert run.took is not None
    assert run.took.total_seconds() >= 0
