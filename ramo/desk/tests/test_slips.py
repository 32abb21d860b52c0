"""Referral slips: no person behind them, a code that cannot be guessed, counts that outlive it."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse

from ramo.accounts import tries
from ramo.accounts.errors import TooManyTries
from ramo.accounts.models import CodeTry, User
from ramo.audit.models import AuditEntry
from ramo.audit.retention import forget_all
from ramo.desk import codes
from ramo.desk import slip_actions as actions
from ramo.desk.data import Period, Referrals, SlipData
from ramo.desk.errors import DayNotOffered, NoSuchCode, NotOffered, SubmissionElsewhere
from ramo.desk.models import ReferralCount, ReferralSlip
from ramo.desk.tests.factories import file_card, make_lists
from ramo.kit import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
ADDRESS = "/belezhka/"


@pytest.fixture(autouse=True)
def lists(db: None) -> None:
    make_lists()


def write(cast: Cast, *, submission: UUID | None = None, **changes: Any) -> str:
    data = SlipData(**{"area": "taxes", "referral": "nra-office", **changes})
    new = actions.write_slip(library=cast.library, data=data, submission=submission or uuid4(), by=cast.own_librarian)
    return new.code if new else ""


def slips(cast: Cast) -> list[ReferralSlip]:
    return list(ReferralSlip.objects.for_library(cast.library))


def counted(cast: Cast) -> Referrals:
    return ReferralCount.objects.for_library(cast.library).within(Period.up_to(clock.today(), days=365)).totals()


# The code


def test_a_code_reads_back_however_it_is_typed() -> None:
    code = codes.draw()
    plain = code.replace("-", "")
    for typed in (code, plain, plain.lower(), " ".join(plain), plain.replace("0", "O").replace("1", "l")):
        assert codes.read(typed) == plain


def test_cyrillic_letters_that_look_the_same_are_understood() -> None:
    while not set(code := codes.draw()) & set("ABEKMHPCTX"):
        pass
    assert codes.read(code.translate(str.maketrans("ABEKMHPCTX", "АВЕКМНРСТХ"))) == codes.read(code)


def test_every_single_wrong_character_is_found() -> None:
    plain = codes.read(codes.draw())
    for place in range(len(plain)):
        for other in set(codes.ALPHABET) - {plain[place]}:
            with pytest.raises(NoSuchCode):
                codes.read(plain[:place] + other + plain[place + 1 :])


@pytest.mark.parametrize("typed", ["", "123", "U" * 10, "0" * 9, "0" * 11, "ЩЩЩЩЩЩЩЩЩЩ", "<script>1", "0000 0000 1"])
def test_what_no_slip_bears_is_no_code(typed: str) -> None:
    with pytest.raises(NoSuchCode):
        codes.read(typed)


def test_codes_are_drawn_from_45_bits_and_do_not_repeat() -> None:
    assert len(codes.ALPHABET) ** codes.DRAWN == 2**45
    assert len({codes.draw() for _ in range(2000)}) == 2000


def test_the_code_stands_nowhere_in_the_database(cast: Cast) -> None:
    code = write(cast)
    row = ReferralSlip.objects.for_library(cast.library).values().get()
    assert codes.read(code) not in str(row)
    assert code not in str(row)
    assert row["code_hash"] == codes.kept(code)


# Writing


def test_a_press_that_arrives_twice_is_one_slip_and_one_count(cast: Cast) -> None:
    submission = uuid4()
    assert write(cast, submission=submission)
    assert write(cast, submission=submission) == ""
    assert len(slips(cast)) == 1
    assert counted(cast) == Referrals(1, 0)


def test_a_press_of_another_library_is_refused(cast: Cast) -> None:
    submission = uuid4()
    write(cast, submission=submission)
    with pytest.raises(SubmissionElsewhere):
        actions.write_slip(
            library=cast.other_library,
            data=SlipData("taxes", "nra-office"),
            submission=submission,
            by=cast.other_librarian,
        )


def test_only_the_own_librarian_writes(cast: Cast) -> None:
    for person in (cast.other_librarian, cast.own_coordinator, cast.own_partner, cast.office):
        with pytest.raises(PermissionDenied):
            actions.write_slip(
                library=cast.library, data=SlipData("taxes", "nra-office"), submission=uuid4(), by=person
            )
    assert slips(cast) == []


@pytest.mark.parametrize(
    "wrong", [{"area": "x"}, {"referral": "x"}, {"referral": "none"}, {"referral": "t-pik"}, {"institution": "x"}]
)
def test_what_is_not_offered_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotOffered):
        write(cast, **wrong)


def test_a_day_behind_or_too_far_ahead_is_refused_and_an_hour_needs_its_day(cast: Cast) -> None:
    today = clock.today()
    for due_on, due_at in ((today - timedelta(1), None), (today + timedelta(61), None), (None, time(10))):
        with pytest.raises(DayNotOffered):
            write(cast, due_on=due_on, due_at=due_at)
    write(cast, due_on=today + timedelta(60), due_at=time(10))


def test_of_health_no_need_is_kept(cast: Cast) -> None:
    write(cast, area="health", referral="gp", need="prevention-check")
    write(cast, need="pik-noi")
    assert [slip.need for slip in slips(cast)] == ["", "pik-noi"]
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferralSlip.objects.for_library(cast.library).filter(area="health").update(need="prevention-check")


def test_a_slip_leaves_no_audit_and_names_no_account(cast: Cast) -> None:
    write(cast)
    assert not AuditEntry.objects.exists()
    for field in ReferralSlip._meta.get_fields():
        assert not isinstance(field, models.TextField | models.JSONField)
        if isinstance(field, models.ForeignKey):
            assert field.related_model is not User


# Arriving


def test_a_slip_arrives_once_however_often_its_code_comes(cast: Cast) -> None:
    code = write(cast)
    write(cast)
    for _time in range(3):
        actions.mark_arrived(code=code)
    assert counted(cast) == Referrals(2, 1)
    assert sum(slip.arrived_on is not None for slip in slips(cast)) == 1


def test_after_sixty_days_the_code_counts_no_more_and_is_gone(cast: Cast) -> None:
    arrived, late = write(cast), write(cast)
    actions.mark_arrived(code=arrived)
    with time_machine.travel(clock.now() + timedelta(days=60), tick=False):
        forget_all()
        assert len(slips(cast)) == 2
    with time_machine.travel(clock.now() + timedelta(days=61), tick=False):
        actions.mark_arrived(code=late)
        assert counted(cast) == Referrals(2, 1)
        forget_all()
        assert slips(cast) == []
        assert counted(cast) == Referrals(2, 1)
        actions.mark_arrived(code=arrived)
        assert counted(cast) == Referrals(2, 1)


def answer(client: Client, code: str) -> tuple[int, str, str]:
    response = client.post(ADDRESS, {"k": code})
    where = response.headers.get("Location", "")
    return response.status_code, where, client.get(where).content.decode() if where else ""


def without_token(page: str) -> str:
    start = page.index('name="csrfmiddlewaretoken"')
    return page[:start] + page[page.index(">", start) :]


def test_right_wrong_used_and_expired_codes_get_the_same_answer(cast: Cast) -> None:
    right, used, old = write(cast), write(cast), write(cast)
    actions.mark_arrived(code=used)
    ReferralSlip.objects.for_library(cast.library).filter(code_hash=codes.kept(old)).update(
        made_on=clock.today() - timedelta(days=61)
    )
    client = Client()
    answers = {
        (status, where, without_token(page))
        for status, where, page in (answer(client, code) for code in (right, used, old, codes.draw(), right))
    }
    assert len(answers) == 1
    assert "Благодарим" in answers.pop()[2]
    assert counted(cast).arrived == 2


def test_opening_the_address_of_a_code_marks_nothing(cast: Cast) -> None:
    code = write(cast)
    for method in ("get", "head"):
        response = getattr(Client(), method)(ADDRESS, {"k": code})
        assert response.status_code == 200
    page = Client().get(ADDRESS, {"k": code})
    assert f'value="{code}"' in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert counted(cast).arrived == 0


def test_a_slip_of_the_pen_is_said_before_anything_is_looked_up(cast: Cast) -> None:
    status, _where, _page = answer(Client(), "00000-00001")
    assert status == 422
    response = Client().post(ADDRESS, {"k": "ab"})
    assert "Един знак от кода" in response.content.decode()


def test_one_address_may_try_so_often_and_no_more() -> None:
    client, code = Client(), codes.draw()
    codes_tried = [client.post(ADDRESS, {"k": code}).status_code for _ in range(tries.MOST_BY_ONE + 1)]
    assert codes_tried == [302] * tries.MOST_BY_ONE + [429]
    assert Client(REMOTE_ADDR="198.51.100.7").post(ADDRESS, {"k": code}).status_code == 302


def test_wrong_codes_count_as_tries_too() -> None:
    client = Client()
    assert [client.post(ADDRESS, {"k": "x"}).status_code for _ in range(tries.MOST_BY_ONE + 1)][-1] == 429


def test_all_addresses_together_may_try_so_often_and_no_more() -> None:
    for number in range(tries.MOST_BY_ALL):
        tries.claim_try(f"198.51.{number // 250}.{number % 250}")
    with pytest.raises(TooManyTries):
        tries.claim_try("203.0.113.1")
    with time_machine.travel(clock.now() + tries.WINDOW, tick=False):
        tries.claim_try("203.0.113.1")


def test_no_address_of_anybody_is_kept_with_the_tries() -> None:
    Client(REMOTE_ADDR="198.51.100.7").post(ADDRESS, {"k": codes.draw()})
    assert {row.whose == "" for row in CodeTry.objects.all()} == {True, False}
    assert not CodeTry.objects.filter(whose__contains="198.51").exists()


def test_sixty_days_of_tries_at_full_speed_hit_a_slip_twice_in_a_thousand_times_at_most() -> None:
    windows = timedelta(days=60) / tries.WINDOW
    slips_in_force = 20_000  # 900 libraries, one every third day
    assert windows * tries.MOST_BY_ALL * slips_in_force / 2**45 < 0.002


# The pages


@pytest.fixture
def desk(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.own_librarian)


def post(client: Client, **changes: str) -> Any:
    given = {"submission": str(uuid4()), "area": "taxes", "referral": "nra-office", "institution": "", "need": ""}
    return client.post(reverse("desk:slip"), given | {"due_on": "", "due_at": ""} | changes)


def test_the_slip_prints_where_when_and_what_to_bring_with_a_code_that_works(desk: Client, cast: Cast) -> None:
    file_card()
    day = next(clock.today() + timedelta(n) for n in range(7) if (clock.today() + timedelta(n)).weekday() < 5)
    response = post(desk, institution=cast.institution.pk, need="pik-noi", due_on=day.isoformat(), due_at="10:30")
    assert response.headers["Location"] == reverse("desk:slip_print")
    page = desk.get(reverse("desk:slip_print")).content.decode()
    for words in ("Национален осигурителен институт", "лична карта", "10:30", "http://localhost:8000/belezhka/"):
        assert words in page
    code = page[page.index('class="code">') + 13 :][:11]
    actions.mark_arrived(code=code)
    assert counted(cast) == Referrals(1, 1)


def test_the_end_of_the_session_makes_the_code_unreadable(desk: Client) -> None:
    post(desk)
    desk.post(reverse("desk:end_session"))
    assert desk.get(reverse("desk:slip_print")).headers["Location"] == reverse("desk:slip")


def test_a_slip_of_another_library_is_not_printed(desk: Client, cast: Cast, signed_in: SignedIn) -> None:
    post(desk)
    cast.own_librarian.memberships.update(library=cast.other_library)
    assert desk.get(reverse("desk:slip_print")).status_code == 302


def test_after_a_slip_the_log_offers_its_area_and_outcome(desk: Client) -> None:
    post(desk, area="health", referral="gp")
    page = desk.get(reverse("desk:desk")).content.decode()
    assert 'name="area" value="health" id="id_area_1" checked' in " ".join(page.split())


def test_an_hour_without_a_day_is_said_at_its_field(desk: Client, cast: Cast) -> None:
    response = post(desk, due_at="10:30")
    assert response.status_code == 422
    assert "Изберете ден или оставете часа свободен." in response.content.decode()
    assert slips(cast) == []


def test_the_slip_has_no_field_to_type_into(desk: Client) -> None:
    page = desk.get(reverse("desk:slip")).content.decode()
    form = page[page.index('name="submission"') : page.rindex("</form>")]
    assert "<textarea" not in form
    assert 'type="text"' not in form


def test_figures_show_slips_given_and_shown(desk: Client, cast: Cast) -> None:
    code = write(cast)
    write(cast)
    actions.mark_arrived(code=code)
    page = " ".join(desk.get(reverse("desk:figures")).content.decode().split())
    assert 'Дадени бележки за насочване</span><b class="big-n">2</b>' in page
    assert 'От тях показани в службата</span><b class="big-n">1</b>' in page
