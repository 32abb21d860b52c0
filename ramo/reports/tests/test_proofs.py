"""A proof is frozen under a number of its own, made once, and replaced only with a reason."""

import csv
import hashlib
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core import management
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from ramo.audit.models import AuditEntry
from ramo.desk.data import Period
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.network.models import Institution
from ramo.reports import actions, jobs
from ramo.reports.errors import NoSuchProof, PeriodNotOver, PeriodUnfit, ReasonNeeded
from ramo.reports.models import AskedMonth, Proof, ProofOrder
from ramo.reports.numbers import Number
from tests.cast import Cast

from .factories import SPRING, held, make_proof, subject_of, total
from .test_counting import ask

YEAR = clock.today().year


def reachable(institution: Institution) -> None:
    institution.contact_email = "direktsiya@noi.example"
    institution.save()


def text_of(proof: Proof) -> str:
    pages = PdfReader(io.BytesIO(bytes(proof.pdf))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def table_of(proof: Proof) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(bytes(proof.csv).decode("utf-8-sig"))))


def waiting_jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name=actions.MAKE).count()


def test_numbers_follow_each_other_without_a_gap(cast: Cast) -> None:
    proofs = [make_proof(cast.institution), make_proof(cast.other_institution)]
    assert [str(proof) for proof in proofs] == [f"П-{YEAR}-0001", f"П-{YEAR}-0002"]


def test_what_breaks_on_its_way_takes_no_number(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = actions.order(subject_of(cast.institution), by=cast.office)
    with monkeypatch.context() as patch:
        patch.setattr(actions, "proof_csv", _break)
        with pytest.raises(RuntimeError):
            actions.make(wanted)
    assert not Proof.objects.exists()
    assert str(actions.make(wanted)) == f"П-{YEAR}-0001"


def _break(*_known: Any) -> bytes:
    raise RuntimeError("the disk is full")


def test_invented_partners_take_no_number_of_the_real_ones(cast: Cast) -> None:
    cast.institution.is_demo = True
    cast.institution.save()
    assert str(make_proof(cast.institution)) == f"Д-{YEAR}-0001"
    assert str(make_proof(cast.other_institution)) == f"П-{YEAR}-0001"


def test_the_fingerprint_is_that_of_the_canonical_figures(cast: Cast) -> None:
    proof = make_proof(cast.institution)
    written = json.dumps(proof.content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert proof.fingerprint == hashlib.sha256(written).hexdigest()
    proof.refresh_from_db()
    assert proof.is_intact


def test_a_changed_figure_does_not_fit_the_fingerprint(cast: Cast) -> None:
    proof = make_proof(cast.institution)
    proof.content["figures"][0]["total"] = 1000
    assert not proof.is_intact


@pytest.mark.parametrize("column", ["content", "fingerprint", "pdf", "reason", "ordinal"])
def test_the_database_lets_nobody_change_a_proof(cast: Cast, column: str) -> None:
    proof = make_proof(cast.institution)
    other = {"content": {}, "fingerprint": "0" * 64, "pdf": b"other", "reason": "why", "ordinal": 7}
    with pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.filter(pk=proof.pk).update(**{column: other[column]})


def test_who_made_a_proof_is_forgotten_with_the_account(cast: Cast) -> None:
    proof = make_proof(cast.institution, by=cast.office)
    cast.office.delete()
    proof.refresh_from_db()
    assert proof.made_by is None


def test_what_is_noted_later_changes_nothing_in_it(cast: Cast) -> None:
    held(cast.library, cast.institution, from_65=20)
    proof = make_proof(cast.institution)
    held(cast.library, cast.institution, from_65=30)
    proof.refresh_from_db()
    assert total(proof, "attended") == 20


def test_another_of_the_same_needs_a_reason(cast: Cast) -> None:
    make_proof(cast.institution)
    with pytest.raises(ReasonNeeded):
        make_proof(cast.institution)


@pytest.mark.parametrize("other", ["partner", "territory", "period"])
def test_another_partner_territory_or_period_needs_none(cast: Cast, other: str) -> None:
    make_proof(cast.institution)
    match other:
        case "partner":
            made = make_proof(cast.other_institution, reason="a slip of the pen")
        case "territory":
            made = make_proof(cast.institution, cast.library.district)
        case _:
            made = make_proof(cast.institution, period=Period(SPRING.first, SPRING.last - timedelta(days=1)))
    assert (made.replaces, made.reason) == (None, "")


def test_the_second_says_what_changed_and_why(cast: Cast) -> None:
    held(cast.library, cast.institution, from_65=20)
    first = make_proof(cast.institution)
    held(cast.library, cast.institution, from_65=30)
    second = make_proof(cast.institution, reason="Една библиотека преброи късно.")
    assert (second.replaces, second.number.ordinal) == (first, 2)
    said = text_of(second)
    assert f"Заменя № {first}" in said
    assert "Една библиотека преброи късно." in said
    assert "Присъствали 20 50" in said
    assert "Срещи с негови експерти 1 2" in said


def test_the_third_replaces_the_second(cast: Cast) -> None:
    first, second, third = (make_proof(cast.institution, reason=reason) for reason in ("", "late", "later"))
    assert (second.replaces, third.replaces) == (first, second)
    assert list(Proof.objects.standing()) == [third]


def test_a_period_must_be_over(cast: Cast) -> None:
    with pytest.raises(PeriodNotOver):
        make_proof(cast.institution, period=Period(SPRING.first, clock.today()))
    make_proof(cast.institution, period=Period(SPRING.first, clock.today() - timedelta(days=1)))


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, True), (365, True), (366, False)])
def test_a_period_is_in_order_and_a_year_at_most(cast: Cast, days: int, is_taken: bool) -> None:
    first = clock.today() - timedelta(days=400)
    period = Period(first, first + timedelta(days=days))
    if is_taken:
        make_proof(cast.institution, period=period)
    else:
        with pytest.raises(PeriodUnfit):
            make_proof(cast.institution, period=period)


def test_a_second_press_leads_to_the_order_that_is_open(cast: Cast) -> None:
    first, second = (actions.order(subject_of(cast.institution), by=by) for by in (cast.office, cast.own_coordinator))
    assert first == second
    assert waiting_jobs() == 1


def test_a_press_for_another_territory_is_another_order(cast: Cast) -> None:
    whole = actions.order(subject_of(cast.institution), by=None)
    part = actions.order(subject_of(cast.institution, cast.library.district), by=None)
    assert whole != part


def test_an_order_without_a_sign_of_life_is_handed_out_again(cast: Cast) -> None:
    wanted = actions.order(subject_of(cast.institution), by=None)
    ProofOrder.objects.update(moved_at=clock.now() - timedelta(minutes=10), state="running")
    assert actions.order(subject_of(cast.institution), by=None) == wanted
    assert waiting_jobs() == 2


def test_an_order_whose_worker_died_is_made_by_the_next(cast: Cast) -> None:
    wanted = actions.order(subject_of(cast.institution), by=None)
    ProofOrder.objects.update(state="running", done=5)
    jobs.make_proof(wanted.pk)
    wanted.refresh_from_db()
    assert (wanted.state, str(wanted.proof)) == ("done", f"П-{YEAR}-0001")


def test_two_workers_at_one_order_make_one_proof_and_one_letter(cast: Cast) -> None:
    reachable(cast.institution)
    wanted = actions.order(subject_of(cast.institution), by=None)
    same = ProofOrder.objects.get(pk=wanted.pk)
    assert actions.make(wanted) == actions.make(same)
    assert (Proof.objects.count(), OutgoingMail.objects.filter(topic="proof").count()) == (1, 1)


def test_what_breaks_in_the_worker_is_said_and_may_be_pressed_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = actions.order(subject_of(cast.institution), by=None)
    with monkeypatch.context() as patch:
        patch.setattr(actions, "proof_csv", _break)
        jobs.make_proof(wanted.pk)
    wanted.refresh_from_db()
    assert (wanted.state, wanted.is_open) == ("failed", False)
    assert actions.order(subject_of(cast.institution), by=None) != wanted


def test_progress_names_every_step_and_grows(cast: Cast) -> None:
    wanted = actions.order(subject_of(cast.institution), by=None)
    seen = []

    def look(step: object) -> None:
        row = ProofOrder.objects.get(pk=wanted.pk)
        seen.append((row.doing, row.percent, row.state))

    actions.make(wanted, also_tell=look)
    assert [name for name, _percent, _state in seen] == [
        "items", "meetings", "hours", "consultations", "handouts", "referrals", "letters", "paper",
    ]  # fmt: skip
    assert [percent for _name, percent, _state in seen] == [0, 12, 25, 37, 50, 62, 75, 87]
    assert {state for _name, _percent, state in seen} == {"running"}


def test_the_partner_is_told_once_without_a_figure(cast: Cast) -> None:
    reachable(cast.institution)
    held(cast.library, cast.institution, from_65=777)
    proof = make_proof(cast.institution)
    letter = OutgoingMail.objects.get(topic="proof")
    assert (letter.to, str(proof) in letter.subject) == ("direktsiya@noi.example", True)
    assert "777" not in letter.text + letter.html
    assert proof.number.slug in letter.text


def test_a_partner_without_an_address_gets_no_letter(cast: Cast) -> None:
    make_proof(cast.institution)
    assert not OutgoingMail.objects.exists()


def test_who_ordered_and_what_was_made_is_in_the_audit(cast: Cast) -> None:
    proof = make_proof(cast.institution, by=cast.office)
    verbs = dict(AuditEntry.objects.values_list("verb", "detail"))
    assert {"ordered proof", "made proof"} <= set(verbs)
    assert verbs["made proof"]["fingerprint"] == proof.fingerprint


def test_the_paper_bears_its_number_fingerprint_and_definitions(cast: Cast) -> None:
    held(cast.library, cast.institution, from_65=20)
    proof = make_proof(cast.institution)
    said = text_of(proof)
    for expected in (
        f"№ {proof}", proof.fingerprint[:4], proof.number.slug, "Национален осигурителен институт", "01.04.2026",
        "цялата страна", "Присъствали", "По преброяването на библиотеките", "от 1 до 4",
    ):  # fmt: skip
        assert expected in said, expected


def test_the_paper_is_a_tagged_pdf_in_bulgarian(cast: Cast) -> None:
    reader = PdfReader(io.BytesIO(bytes(make_proof(cast.institution).pdf)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "bg"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_a_paper_of_an_invented_partner_says_so(cast: Cast) -> None:
    cast.institution.is_demo = True
    cast.institution.save()
    assert "измислени" in text_of(make_proof(cast.institution))
    assert "измислени" not in text_of(make_proof(cast.other_institution))


def test_the_table_has_a_row_for_each_figure_and_place(cast: Cast) -> None:
    held(cast.library, cast.institution, from_65=20)
    proof = make_proof(cast.institution)
    rows = table_of(proof)
    attended = {row["Код"]: row["Брой"] for row in rows if row["Показател"] == "attended"}
    assert attended == {"": "20", "MON": "20", "VID": "0"}
    assert {row["Номер"] for row in rows} == {str(proof)}
    assert rows[-1]["Брой"] == proof.fingerprint


def test_the_table_says_what_is_withheld_and_not_how_much(cast: Cast) -> None:
    held(cast.library, cast.institution, from_65=3)
    rows = table_of(make_proof(cast.institution))
    cells = {(row["Брой"], row["Скрито"]) for row in rows if row["Показател"] == "attended" and row["Код"] != "VID"}
    assert cells == {("", "да")}


@pytest.mark.parametrize(
    "typed",
    ["П-2026-0007", "п-2026-7", "P-2026-0007", "№ П-2026-0007", " П – 2026 – 0007 ", "p-2026-0007", "П 2026/7"],
)
def test_a_number_is_read_as_people_write_it(typed: str) -> None:
    assert Number.read(typed) == Number("П", 2026, 7)


@pytest.mark.parametrize(
    "typed", ["", "П-2026", "Ж-2026-0007", "П-26-7", "П-2026-0007; DROP", "0007", "П-2026-1234567"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NoSuchProof):
        Number.read(typed)


def test_counts_of_questions_are_kept_before_they_are_forgotten(cast: Cast) -> None:
    today = clock.today()
    ripe = (today - timedelta(days=100)).replace(day=10)
    ask(cast.institution, ripe)
    ask(cast.institution, ripe, is_answered=False)
    ask(cast.institution, today - timedelta(days=20))
    assert actions.keep_asked(today) == 1
    kept = AskedMonth.objects.get()
    assert (kept.month, kept.asked, kept.answered) == (ripe.replace(day=1), 2, 1)


def test_a_month_is_kept_once(cast: Cast) -> None:
    ripe = (clock.today() - timedelta(days=100)).replace(day=10)
    ask(cast.institution, ripe)
    assert [actions.keep_asked(clock.today()) for _twice in range(2)] == [1, 0]


def test_a_month_that_may_have_lost_questions_is_not_kept(cast: Cast) -> None:
    ask(cast.institution, clock.today() - timedelta(days=200))
    assert actions.keep_asked(clock.today()) == 0


def test_the_command_makes_a_proof_and_says_its_number(cast: Cast, tmp_path: Any) -> None:
    said, paper = io.StringIO(), tmp_path / "proof.pdf"
    management.call_command(
        "proof", "noi", "2026-04-01", "2026-06-30", "--district", "MON", "--pdf", str(paper), stdout=said
    )
    proof = Proof.objects.get()
    assert said.getvalue() == f"{proof} {proof.fingerprint}\n"
    assert (proof.district_id, paper.read_bytes()) == ("MON", bytes(proof.pdf))


@pytest.mark.parametrize(
    "given",
    [
        ["none", "2026-04-01", "2026-06-30"],
        ["noi", "2026-04-01", "2026-06-30", "--district", "XXX"],
        ["noi", "2026-06-30", "2026-04-01"],
        ["noi", "2026-04-01", "2099-06-30"],
    ],
    ids=["partner", "district", "order", "future"],
)
def test_the_command_refuses_in_a_sentence(cast: Cast, given: list[str]) -> None:
    with pytest.raises(CommandError):
        management.call_command("proof", *given)
    assert not Proof.objects.exists()
