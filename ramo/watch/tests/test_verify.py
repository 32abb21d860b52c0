"""The partner's page: opened by its address alone, written by a press alone, taken back as easily."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ramo.accounts.models import CodeTry
from ramo.audit.models import AuditEntry
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.network.models import Institution
from ramo.network.tests.factories import make_institution, make_library
from ramo.resources.actions import file_all_cards
from ramo.resources.models import Resource
from ramo.resources.tests.factories import make_area
from ramo.search.models import IndexCard
from ramo.tasks.models import Task
from ramo.trust.models import State, Verification
from ramo.watch.askable import find
from ramo.watch.asking_actions import ask, remind
from ramo.watch.models import AskedLink, LinkToken, PartnerAnswer

from .factories import asked, confirmed, letters, make_office, make_owned, token_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Institution:
    return make_office()


@pytest.fixture
def jobs(office: Institution) -> Resource:
    resource = make_owned(office, name_bg="Свободни места", **confirmed())
    file_all_cards()
    return resource


@pytest.fixture
def token(office: Institution, jobs: Resource) -> str:
    return asked(office)[1]


def item(token: str, kind: str = "resource", key: str = "dbt-jobs") -> str:
    return reverse("watch:verify_item", args=[token, kind, key])


def sent(client: Client, token: str, answer: str, **fields: str) -> PartnerAnswer:
    page = client.get(item(token))
    data = {"answer": answer, "seen": page.context["form"]["seen"].value(), "submission": str(uuid4())}
    now = {bound.name: bound.value() for bound in page.context["form"].corrections()}
    response = client.post(item(token), {**now, **data, **fields})
    assert response.status_code == 302, response.content.decode()
    return PartnerAnswer.objects.latest("pk")


def test_the_address_opens_without_an_account_and_begins_no_session(client: Client, token: str) -> None:
    page = client.get(item(token))
    assert page.status_code == 200
    assert "096 000 210" in page.content.decode()
    assert set(page.cookies) <= {"csrftoken"}


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_every_page_of_a_question_writes_nothing(client: Client, token: str, method: str) -> None:
    """Scanners of mail open every link they find."""
    given = sent(client, token, "true")
    models = (AskedLink, LinkToken, PartnerAnswer, Verification, AuditEntry, OutgoingMail, Task, Resource, CodeTry)
    before = [list(model._base_manager.order_by("pk").values()) for model in models]
    readings: list[tuple[str, list[str | int]]] = [
        ("verify", [token]),
        ("verify_item", [token, "resource", "dbt-jobs"]),
        ("verify_item", [token, "institution", "dbt-montana"]),
        ("verify_done", [token, given.pk]),
        ("verify_not_me", [token]),
    ]
    presses: list[tuple[str, list[str | int]]] = [
        ("verify_all", [token]),
        ("verify_undo", [token, given.pk]),
        ("verify_again", [token]),
    ]
    for name, args in readings:
        assert getattr(client, method)(reverse(f"watch:{name}", args=args)).status_code == 200
    for name, args in presses:
        assert getattr(client, method)(reverse(f"watch:{name}", args=args)).status_code == 405
    assert [list(model._base_manager.order_by("pk").values()) for model in models] == before


def test_yes_confirms_in_the_name_of_the_institution(client: Client, token: str, jobs: Resource) -> None:
    make_library()
    given = sent(client, token, "true", said_by="трудов посредник")
    jobs.refresh_from_db()
    assert (jobs.verified_on, jobs.verified_as) == (clock.today(), "ДБТ Монтана")
    assert IndexCard.objects.get(kind="resource", key=jobs.pk).verified_on == clock.today()
    assert Verification.objects.latest("pk").by is None
    done = client.get(reverse("watch:verify_done", args=[token, given.pk])).content.decode()
    assert "1 библиотека" in done
    assert "ДБТ Монтана" in done


def test_yes_taken_back_leaves_everything_as_it_was(client: Client, token: str, jobs: Resource) -> None:
    before = Resource.objects.filter(pk=jobs.pk).values().get()
    given = sent(client, token, "true")
    client.post(reverse("watch:verify_undo", args=[token, given.pk]))
    client.post(reverse("watch:verify_undo", args=[token, given.pk]))
    assert Resource.objects.filter(pk=jobs.pk).values().get() == before
    assert IndexCard.objects.get(kind="resource", key=jobs.pk).verified_on == before["verified_on"]
    assert not Verification.objects.filter(target_key=jobs.pk, verified_on=clock.today()).exists()


def test_taking_back_leaves_a_later_confirmation_alone(client: Client, token: str, jobs: Resource) -> None:
    given = sent(client, token, "true")
    Resource.objects.filter(pk=jobs.pk).update(verified_as="редактор на мрежата")
    client.post(reverse("watch:verify_undo", args=[token, given.pk]))
    jobs.refresh_from_db()
    assert (jobs.verified_on, jobs.verified_as) == (clock.today(), "редактор на мрежата")


def test_a_change_waits_for_staff_and_alters_nothing_before(client: Client, token: str, jobs: Resource) -> None:
    given = sent(client, token, "changed", now_phone="096 000 999", other="Вече сме на втория етаж.")
    jobs.refresh_from_db()
    assert jobs.phone == "096 000 210"
    assert given.changes == {"phone": "096 000 999"}
    scopes = Task.objects.filter(key__startswith="watch:answers:", settled_at=None).values_list("scope", flat=True)
    assert set(scopes) == {"network", "institution:dbt-montana"}


def test_a_change_without_a_word_of_what_is_refused(client: Client, token: str) -> None:
    page = client.get(item(token))
    data = {"answer": "changed", "seen": page.context["form"]["seen"].value(), "submission": str(uuid4())}
    now = {bound.name: bound.value() for bound in page.context["form"].corrections()}
    response = client.post(item(token), {**now, **data})
    assert response.status_code == 422
    assert not PartnerAnswer.objects.exists()


def test_closed_hides_the_item_that_day_and_shows_it_again_when_taken_back(
    client: Client, token: str, jobs: Resource
) -> None:
    given = sent(client, token, "closed", send_to="Бюрото в Берковица")
    jobs.refresh_from_db()
    assert jobs.state == State.WITHDRAWN
    assert not IndexCard.objects.filter(kind="resource", key=jobs.pk).exists()
    assert client.get(reverse("resources:resource", args=[jobs.pk])).status_code == 410
    assert client.get(item(token)).status_code == 200, "the partner still finds it, to show it again"
    client.post(reverse("watch:verify_undo", args=[token, given.pk]))
    jobs.refresh_from_db()
    assert jobs.state == State.PUBLISHED
    assert IndexCard.objects.filter(kind="resource", key=jobs.pk).exists()


def test_the_same_form_sent_twice_is_one_answer(client: Client, token: str) -> None:
    page = client.get(item(token))
    data = {"answer": "true", "seen": page.context["form"]["seen"].value(), "submission": str(uuid4())}
    first, second = client.post(item(token), data), client.post(item(token), data)
    assert first.headers["Location"] == second.headers["Location"]
    assert PartnerAnswer.objects.count() == 1
    assert Verification.objects.filter(verified_on=clock.today()).count() == 1


def test_a_second_answer_takes_the_place_of_the_first(client: Client, token: str, jobs: Resource) -> None:
    sent(client, token, "true")
    sent(client, token, "changed", now_phone="096 000 999")
    jobs.refresh_from_db()
    assert jobs.verified_on != clock.today()
    assert PartnerAnswer.objects.standing().count() == 1


def test_what_changed_after_the_page_was_opened_is_not_confirmed(client: Client, token: str, jobs: Resource) -> None:
    page = client.get(item(token))
    Resource.objects.filter(pk=jobs.pk).update(phone="096 000 111")
    data = {"answer": "true", "seen": page.context["form"]["seen"].value(), "submission": str(uuid4())}
    response = client.post(item(token), data)
    assert response.status_code == 409
    assert "096 000 111" in response.content.decode()
    assert not PartnerAnswer.objects.exists()


def test_everything_at_once_confirms_what_was_shown_and_leaves_out_what_changed(
    client: Client, office: Institution, jobs: Resource, token: str
) -> None:
    page = client.get(reverse("watch:verify", args=[token]))
    shown = {f"seen-{each.name}:{each.key}": each.seen() for each, _given in page.context["rows"]}
    assert len(shown) == 2
    Resource.objects.filter(pk=jobs.pk).update(phone="096 000 111")
    done = client.post(reverse("watch:verify_all", args=[token]), {**shown, "submission": str(uuid4())})
    assert [each.key for each in done.context["left_out"]] == [jobs.pk]
    office.refresh_from_db()
    jobs.refresh_from_db()
    assert (office.verified_on, jobs.verified_on == clock.today()) == (clock.today(), False)


def test_words_with_a_personal_number_or_a_persons_phone_are_refused(client: Client, token: str) -> None:
    page = client.get(item(token))
    data = {"answer": "closed", "seen": page.context["form"]["seen"].value(), "submission": str(uuid4())}
    response = client.post(item(token), {**data, "send_to": "Питайте Иван на 0887 123 456"})
    assert response.status_code == 422
    assert not PartnerAnswer.objects.exists()


# Guessing, forwarding, time -----------------------------------------------------------------------
@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: f"x{t}", lambda t: t.partition(".")[0], lambda t: "a.b"])
def test_a_forged_or_shortened_address_opens_nothing(client: Client, token: str, spoil) -> None:  # type: ignore[no-untyped-def]
    response = client.get(reverse("watch:verify", args=[spoil(token)]))
    assert response.status_code == 404
    assert "не се отваря" in response.content.decode()


def test_a_signed_address_that_was_never_written_opens_nothing(client: Client, token: str) -> None:
    """The signature alone is not enough: each address stands in the database as well."""
    LinkToken.objects.all().delete()
    assert client.get(reverse("watch:verify", args=[token])).status_code == 404


def test_the_database_holds_no_part_of_an_address(token: str) -> None:
    secret = token.partition(".")[0]
    stored = str(list(LinkToken.objects.values())) + str(list(AskedLink.objects.values()))
    assert secret not in stored


def test_who_guesses_often_is_answered_no_more(client: Client, token: str) -> None:
    answers = [client.get(reverse("watch:verify", args=[f"guess{number}.x"])).status_code for number in range(25)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert client.get(item(token)).status_code == 200, "whoever holds a real one is not shut out"


def test_an_address_opens_its_own_institution_only(client: Client, token: str) -> None:
    other = make_institution("nap", name_bg="НАП", contact_email="a@nap.example")
    foreign = make_owned(other, "nap-site")
    assert client.get(item(token, "resource", foreign.pk)).status_code == 404
    assert client.post(item(token, "resource", foreign.pk), {"answer": "true"}).status_code == 404
    assert client.get(item(token, "institution", "nap")).status_code == 404


def test_an_address_of_one_item_opens_that_item_only(client: Client, office: Institution, jobs: Resource) -> None:
    make_owned(office, "dbt-courses")
    _link, token = asked(office, about=find("resource", jobs.pk))
    assert client.get(item(token)).status_code == 200
    assert client.get(item(token, "resource", "dbt-courses")).status_code == 404
    assert client.get(item(token, "institution", office.pk)).status_code == 404
    assert client.get(reverse("watch:verify", args=[token])).headers["Location"] == item(token)


def test_answers_of_another_question_are_out_of_reach(client: Client, office: Institution, token: str) -> None:
    other = make_institution("nap", name_bg="НАП", contact_email="a@nap.example")
    foreign = make_owned(other, "nap-site")
    _link, theirs = asked(other)
    given = sent(client, token, "true")
    assert client.get(reverse("watch:verify_done", args=[theirs, given.pk])).status_code == 404
    assert client.post(reverse("watch:verify_undo", args=[theirs, given.pk])).status_code == 404
    given.refresh_from_db()
    assert given.undone_at is None
    assert foreign.verified_on is None


def test_a_text_that_waits_for_its_first_expert_is_not_asked_about(client: Client, office: Institution) -> None:
    make_owned(office, "dbt-health", area=make_area("health"), requires_verification=True)
    _link, token = asked(office)
    assert client.get(item(token, "resource", "dbt-health")).status_code == 404


def test_past_its_day_an_address_says_so_and_writes_nothing(client: Client, office: Institution, token: str) -> None:
    seen = client.get(item(token)).context["form"]["seen"].value()
    AskedLink.objects.update(until=clock.today() - timedelta(days=1))
    data = {"answer": "true", "seen": seen, "submission": str(uuid4())}
    for response in (client.get(item(token)), client.post(item(token), data)):
        assert response.status_code == 410
        assert "нова връзка" in response.content.decode().lower()
    assert not PartnerAnswer.objects.exists()


def test_a_new_address_goes_to_the_institution_only_and_tells_the_asker_nothing(
    client: Client, office: Institution, token: str
) -> None:
    AskedLink.objects.update(until=clock.today() - timedelta(days=1))
    first = client.post(reverse("watch:verify_again", args=[token]))
    second = client.post(reverse("watch:verify_again", args=[token]))
    assert first.content == second.content
    assert office.contact_email not in first.content.decode()
    assert letters().count() == 2, "the first letter and one new one"
    assert token_in(letters().last()) != token


def test_not_me_ends_the_address_and_stops_further_letters(client: Client, office: Institution, token: str) -> None:
    done = client.post(reverse("watch:verify_not_me", args=[token]), {"note": "Отдел „Посредничество“"})
    assert done.status_code == 200
    assert client.get(item(token)).status_code == 410
    client.post(reverse("watch:verify_again", args=[token]))
    assert letters().count() == 1
    assert Task.objects.filter(key="watch:lost:network", settled_at=None).exists()


# Caches, logs, the next site ----------------------------------------------------------------------
def test_the_page_is_kept_nowhere_and_its_address_is_told_to_nobody(client: Client, token: str) -> None:
    for address in (item(token), reverse("watch:verify", args=[token]), reverse("watch:verify", args=["no.such"])):
        response = client.get(address)
        assert "no-store" in response.headers["Cache-Control"]
        assert "X-Accel-Expires" not in response.headers
        assert response.headers["Referrer-Policy"] == "strict-origin"


def test_the_link_still_works_after_the_reminder(client: Client, office: Institution, token: str) -> None:
    assert remind(AskedLink.objects.get())
    for each in (token, token_in(letters().last())):
        assert client.get(item(each)).status_code == 200


def test_asking_again_while_a_question_is_open_writes_no_letter(office: Institution, token: str) -> None:
    ask(office, by=None)
    assert letters().count() == 1


def test_what_ends_soon_is_asked_first_and_what_holds_stands_apart(
    client: Client, office: Institution, jobs: Resource, token: str
) -> None:
    make_owned(office, "dbt-courses", name_bg="Курсове", **confirmed(days_ago=1, days_left=150))
    page = client.get(reverse("watch:verify", args=[token]))
    assert [asked.key for asked, _given in page.context["rows"]] == ["dbt-jobs", "dbt-montana"]
    assert [asked.key for asked, _given in page.context["others"]] == ["dbt-courses"]


def test_a_change_sent_twice_is_one_answer(client: Client, token: str) -> None:
    page = client.get(item(token))
    data = {"answer": "changed", "seen": page.context["form"]["seen"].value(), "submission": str(uuid4())}
    for _press in range(2):
        client.post(item(token), {**data, "other": "Вече сме на втория етаж."})
    assert PartnerAnswer.objects.count() == 1


def test_an_item_that_has_another_owner_now_is_no_longer_opened(
    client: Client, office: Institution, jobs: Resource
) -> None:
    _link, token = asked(office, about=find("resource", jobs.pk))
    Resource.objects.filter(pk=jobs.pk).update(owner=make_institution("nap", name_bg="НАП"))
    assert client.get(item(token)).status_code == 404
