"""Terms: drafted, signed, extended, ended; what stands on a day is reckoned, never stored."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction

from ramo.kit import clock
from ramo.network.actions import close_institution
from ramo.partnerships import actions
from ramo.partnerships.data import Stage
from ramo.partnerships.errors import (
    AlreadyEnded,
    AlreadySigned,
    ChangedMeanwhile,
    DayAhead,
    IdentifierInText,
    NoNotice,
    NotLonger,
    NotSigned,
    NumberTaken,
    Overlaps,
    ParentNotNational,
    PartnerGone,
    PlaceMissing,
    TermBackwards,
    TermsAreSigned,
)
from ramo.partnerships.models import Agreement
from ramo.search.models import IndexCard
from tests.cast import Cast

from .factories import agreement_data, annex_data, day_off, extend, local_data, make_agreement, make_local, signing

EGN = "7501020018"


def in_force(agreement: Agreement) -> bool:
    return Agreement.objects.in_force().filter(pk=agreement.pk).exists()


def is_found(agreement: Agreement) -> bool:
    return IndexCard.objects.live().filter(kind="agreement", key=str(agreement.pk)).exists()


def test_a_draft_is_in_force_on_no_day(cast: Cast) -> None:
    drafted = actions.draft(agreement_data(cast.institution), by=cast.office)
    assert (drafted.stage, in_force(drafted)) == (Stage.DRAFT, False)


def test_the_same_submission_again_is_the_same_draft(cast: Cast) -> None:
    data = agreement_data(cast.institution)
    assert actions.draft(data, by=cast.office) == actions.draft(data, by=cast.office)


@pytest.mark.parametrize(
    ("since", "until", "stage"),
    [
        (1, 300, Stage.COMING),
        (0, 300, Stage.IN_FORCE),
        (-10, 91, Stage.IN_FORCE),
        (-10, 90, Stage.ENDING),
        (-10, 0, Stage.ENDING),
        (-10, -1, Stage.ENDED),
        (-10, None, Stage.IN_FORCE),
    ],
)
def test_the_stage_is_what_the_dates_say_today(cast: Cast, since: int, until: int | None, stage: Stage) -> None:
    agreement = make_agreement(cast.institution, term={"since": since, "until": until})
    assert agreement.stage == stage
    assert list(Agreement.objects.at_stage(stage)) == [agreement]
    assert in_force(agreement) == (stage in (Stage.IN_FORCE, Stage.ENDING)) == agreement.is_in_force


def test_the_first_and_the_last_day_are_part_of_the_term(cast: Cast) -> None:
    make_agreement(cast.institution, term={"since": -5, "until": 5})
    days = {day for day in range(-7, 8) if Agreement.objects.in_force(on=day_off(day)).exists()}
    assert days == set(range(-5, 6))


def test_when_the_term_runs_out_nothing_says_so_by_itself(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": 3})
    assert (in_force(agreement), is_found(agreement)) == (True, True)
    with time_machine.travel(clock.now() + timedelta(days=4), tick=False):
        assert (in_force(agreement), is_found(agreement)) == (False, False)


def test_a_term_that_runs_backwards_is_refused(cast: Cast) -> None:
    drafted = actions.draft(agreement_data(cast.institution), by=cast.office)
    with pytest.raises(TermBackwards):
        actions.sign(drafted, signing(since=-1, until=-2), verified_as="програмния офис", by=cast.office)


def test_the_database_keeps_the_order_of_a_term_and_what_hangs_on_it(cast: Cast) -> None:
    agreement = make_agreement(cast.institution)
    rows = Agreement.objects.filter(pk=agreement.pk)
    broken: tuple[dict[str, object], ...] = (
        {"until": agreement.valid_from - timedelta(days=1)},  # type: ignore[operator]
        {"valid_until": agreement.valid_from - timedelta(days=1)},  # type: ignore[operator]
        {"number": ""},
        {"signed_on": None},
        {"valid_until": None, "notice_days": None},
        {"ended_on": day_off(3)},
        {"parent": agreement.pk},
        {"level": "local"},
    )
    for columns in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**columns)


def test_what_was_signed_was_signed_by_today(cast: Cast) -> None:
    drafted = actions.draft(agreement_data(cast.institution), by=cast.office)
    data = signing()
    ahead = type(data)(data.number, day_off(1), data.term)
    with pytest.raises(DayAhead):
        actions.sign(drafted, ahead, verified_as="програмния офис", by=cast.office)


def test_without_a_last_day_the_notice_must_be_said(cast: Cast) -> None:
    drafted = actions.draft(agreement_data(cast.institution), by=cast.office)
    data = signing(until=None)
    with pytest.raises(NoNotice):
        actions.sign(
            drafted, type(data)(data.number, data.signed_on, data.term), verified_as="програмния офис", by=cast.office
        )


def test_what_is_signed_is_not_signed_again(cast: Cast) -> None:
    agreement = make_agreement(cast.institution)
    with pytest.raises(AlreadySigned):
        actions.sign(agreement, signing(number="СП-9"), verified_as="програмния офис", by=cast.office)


def test_a_number_is_borne_once(cast: Cast) -> None:
    make_agreement(cast.institution)
    with pytest.raises(NumberTaken):
        make_agreement(cast.other_institution)


@pytest.mark.parametrize(
    ("since", "until", "overlaps"),
    [(-60, -31, False), (-60, -30, True), (300, 400, True), (301, 400, False), (5, None, True)],
)
def test_two_with_one_partner_on_one_subject_never_stand_side_by_side(
    cast: Cast, since: int, until: int | None, overlaps: bool
) -> None:
    first = make_agreement(cast.institution)
    term = {"number": "СП-2", "since": since, "until": until}
    subject = f"  {first.subject_bg.upper()} "
    if not overlaps:
        assert make_agreement(cast.institution, subject_bg=subject, term=term).signed_on
        return
    with pytest.raises(Overlaps) as refusal:
        make_agreement(cast.institution, subject_bg=subject, term=term)
    assert refusal.value.other == first.pk


def test_another_subject_partner_or_place_is_another_agreement(cast: Cast) -> None:
    make_agreement(cast.institution)
    make_agreement(cast.institution, subject_bg="Е-заетост", term={"number": "СП-2"})
    make_agreement(cast.other_institution, term={"number": "СП-3"})
    make_local(cast.institution, cast.library, term={"number": "СП-4"})
    make_local(cast.institution, cast.other_library, term={"number": "СП-5"})
    assert Agreement.objects.in_force().count() == 5


def test_an_extension_moves_the_last_day_and_what_was_signed_stays(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": 10})
    annex = extend(agreement, day_off(200))
    agreement.refresh_from_db()
    assert (annex.number, agreement.until, agreement.valid_until) == (1, day_off(200), day_off(10))
    assert agreement.stage == Stage.IN_FORCE


def test_a_term_that_ran_out_is_extended_by_an_annex_signed_late(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": -1})
    extend(agreement, day_off(200))
    assert in_force(agreement)


def test_an_extension_ends_later_than_what_it_extends(cast: Cast) -> None:
    agreement = make_agreement(cast.institution)
    with pytest.raises(NotLonger):
        extend(agreement, day_off(300))


def test_an_extension_over_another_agreement_is_refused(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": 10})
    make_agreement(cast.institution, term={"number": "СП-2", "since": 11, "until": 100})
    with pytest.raises(Overlaps):
        extend(agreement, day_off(50))


def test_who_extends_has_seen_the_last_day_that_stands(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": 10})
    late = annex_data(valid_until=day_off(400), seen_until=agreement.until)
    extend(agreement, day_off(200))
    with pytest.raises(ChangedMeanwhile) as refusal:
        actions.amend(agreement, late, by=cast.office)
    assert refusal.value.until == day_off(200)
    assert agreement.annexes.count() == 1


def test_the_same_annex_sent_twice_is_one(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"until": 10})
    data = annex_data(valid_until=day_off(200), seen_until=agreement.until)
    assert actions.amend(agreement, data, by=cast.office) == actions.amend(agreement, data, by=cast.office)
    assert agreement.annexes.count() == 1


def test_a_draft_is_neither_amended_nor_ended(cast: Cast) -> None:
    drafted = actions.draft(agreement_data(cast.institution), by=cast.office)
    with pytest.raises(NotSigned):
        actions.amend(drafted, annex_data(), by=cast.office)
    with pytest.raises(NotSigned):
        actions.end(drafted, clock.today(), "няма нужда", by=cast.office)


def test_ended_before_its_time_it_ends_on_that_day(cast: Cast) -> None:
    agreement = actions.end(make_agreement(cast.institution), day_off(5), "по взаимно съгласие", by=cast.office)
    assert (agreement.until, agreement.stage) == (day_off(5), Stage.ENDING)
    assert not Agreement.objects.in_force(on=day_off(6)).exists()


def test_what_is_ended_is_neither_ended_nor_extended_again(cast: Cast) -> None:
    agreement = actions.end(make_agreement(cast.institution), day_off(5), "по взаимно съгласие", by=cast.office)
    with pytest.raises(AlreadyEnded):
        actions.end(agreement, day_off(4), "още веднъж", by=cast.office)
    with pytest.raises(AlreadyEnded):
        extend(agreement, day_off(200))


def test_the_end_lies_within_the_term(cast: Cast) -> None:
    agreement = make_agreement(cast.institution, term={"since": -5, "until": 5})
    with pytest.raises(NotLonger):
        actions.end(agreement, day_off(6), "по-късно", by=cast.office)
    with pytest.raises(TermBackwards):
        actions.end(agreement, day_off(-6), "по-рано", by=cast.office)


def test_after_the_end_a_new_one_may_begin_the_next_day(cast: Cast) -> None:
    actions.end(make_agreement(cast.institution), clock.today(), "ново споразумение", by=cast.office)
    assert make_agreement(cast.institution, term={"number": "СП-2", "since": 1}).stage == Stage.COMING


def test_a_party_that_is_gone_signs_and_extends_nothing(cast: Cast) -> None:
    drafted = actions.draft(agreement_data(cast.institution), by=cast.office)
    signed = make_agreement(cast.other_institution, others=(cast.institution.pk,), term={"until": 10})
    close_institution(cast.institution, is_closed=True, by=cast.office)
    with pytest.raises(PartnerGone) as refusal:
        actions.sign(drafted, signing(number="СП-7"), verified_as="програмния офис", by=cast.office)
    assert refusal.value.name == "НОИ"
    with pytest.raises(PartnerGone):
        extend(signed, day_off(100))
    with pytest.raises(PartnerGone):
        actions.draft(agreement_data(cast.institution), by=cast.office)


@pytest.mark.parametrize(
    "place",
    [
        {"level": "national", "district": "MON"},
        {"level": "district"},
        {"level": "local"},
        {"level": "district", "district": "MON", "municipality": "MON99"},
    ],
)
def test_each_level_has_its_place(cast: Cast, place: dict[str, str]) -> None:
    with pytest.raises(PlaceMissing):
        actions.draft(agreement_data(cast.institution, **place), by=cast.office)


def test_a_partnership_hangs_under_a_national_agreement_only(cast: Cast) -> None:
    local = make_local(cast.institution, cast.library)
    with pytest.raises(ParentNotNational):
        actions.draft(local_data(cast.institution, cast.library, parent=local.pk), by=cast.office)
    national = make_agreement(cast.institution)
    with pytest.raises(ParentNotNational):
        actions.draft(agreement_data(cast.institution, parent=national.pk), by=cast.office)


def test_what_is_signed_changes_by_annex_not_by_correction(cast: Cast) -> None:
    agreement = make_agreement(cast.institution)
    same = {"subject_bg": agreement.subject_bg, "subject_en": "e-Health"}
    assert actions.rewrite(agreement, agreement_data(cast.institution, **same), by=cast.office).subject_en == "e-Health"
    with pytest.raises(TermsAreSigned):
        actions.rewrite(agreement, agreement_data(cast.other_institution), by=cast.office)


def test_a_personal_number_is_refused_wherever_it_is_typed(cast: Cast) -> None:
    with pytest.raises(IdentifierInText) as refusal:
        actions.draft(agreement_data(cast.institution, subject_bg=f"Лице {EGN}"), by=cast.office)
    assert refusal.value.column == "subject_bg"
    agreement = make_agreement(cast.institution)
    with pytest.raises(IdentifierInText):
        actions.amend(agreement, annex_data(what_bg=EGN, submission=uuid4()), by=cast.office)
    with pytest.raises(IdentifierInText):
        actions.end(agreement, clock.today(), EGN, by=cast.office)
