"""Who sees a proof, how it is ordered and watched, and what anybody learns from its number."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.reports import jobs
from ramo.reports.models import Proof, ProofOrder, canonical
from tests.cast import Cast

from .factories import SPRING, held, make_proof, own_order, own_proof

SignedIn = Callable[[User], Client]
STAFF, CHECK = "/en/rabotno-myasto/potvarzhdeniya/", "/potvarzhdenie/"


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def typed(cast: Cast, **changes: str) -> dict[str, str]:
    form = {"institution": cast.institution.pk, "district": "", "first": "01.04.2026", "last": "30.06.2026"}
    return form | changes


def numbers_seen(client: Client) -> set[str]:
    shown = words(client.get(STAFF))
    return {str(proof) for proof in Proof.objects.all() if f"№ {proof}<" in shown}


def test_each_sees_the_proofs_of_the_own_place(cast: Cast, signed_in: SignedIn) -> None:
    own = make_proof(cast.institution, cast.district)
    national = make_proof(cast.institution)
    other = make_proof(cast.other_institution, cast.other_district)
    everything = {str(own), str(national), str(other)}
    assert numbers_seen(signed_in(cast.office)) == everything
    assert numbers_seen(signed_in(cast.own_coordinator)) == {str(own)}
    assert numbers_seen(signed_in(cast.own_partner)) == {str(own), str(national)}
    assert (
        numbers_seen(signed_in(cast.other_coordinator)) == numbers_seen(signed_in(cast.other_partner)) == {str(other)}
    )


@pytest.mark.parametrize("kind", ["", ".pdf", ".csv", ".json"])
def test_a_proof_of_another_place_opens_for_nobody(cast: Cast, signed_in: SignedIn, kind: str) -> None:
    proof = own_proof(cast.institution, cast.district)
    address = f"{STAFF}{proof.number.slug}{kind or '/'}"
    for who in (cast.own_librarian, cast.other_coordinator, cast.other_partner, cast.editor):
        assert signed_in(who).get(address).status_code == 403, who
    for who in (cast.own_coordinator, cast.own_partner, cast.office):
        assert signed_in(who).get(address).status_code == 200, who


def test_a_national_proof_is_not_for_a_coordinator(cast: Cast, signed_in: SignedIn) -> None:
    proof = make_proof(cast.institution)
    assert signed_in(cast.own_coordinator).get(f"{STAFF}{proof.number.slug}/").status_code == 403


def test_files_are_the_bytes_as_they_were_made(cast: Cast, signed_in: SignedIn) -> None:
    proof = make_proof(cast.institution)
    client = signed_in(cast.own_partner)
    files = {"pdf": bytes(proof.pdf), "csv": bytes(proof.csv), "json": canonical(proof.content)}
    for kind, content in files.items():
        response = client.get(f"{STAFF}{proof.number.slug}.{kind}")
        assert response.content == content
        assert response["Cache-Control"] == "private, no-store"
        assert response["Content-Disposition"] == f'attachment; filename="{proof.number.slug}.{kind}"'
    assert client.get(f"{STAFF}{proof.number.slug}.content").status_code == 404


def test_an_order_leads_to_its_progress_and_from_there_to_the_proof(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.office)
    pressed = client.post(f"{STAFF}novo/", typed(cast))
    wanted = ProofOrder.objects.get()
    assert pressed["Location"] == f"{STAFF}novo/{wanted.pk}/"
    ProofOrder.objects.update(state="running", doing="handouts", done=4, of=8)
    shown = words(client.get(pressed["Location"]))
    assert "<b>50 %</b>" in shown
    assert "step 4 of 8" in shown
    jobs.make_proof(wanted.pk)
    assert client.get(pressed["Location"])["Location"] == f"{STAFF}{Proof.objects.get().number.slug}/"


def test_a_second_press_leads_to_the_same_progress(cast: Cast, signed_in: SignedIn) -> None:
    pages = {signed_in(who).post(f"{STAFF}novo/", typed(cast, district="MON"))["Location"]
             for who in (cast.office, cast.own_coordinator)}  # fmt: skip
    assert len(pages) == 1


def test_another_of_the_same_asks_for_the_reason_and_names_the_first(cast: Cast, signed_in: SignedIn) -> None:
    proof = make_proof(cast.institution)
    client = signed_in(cast.office)
    refused = client.post(f"{STAFF}novo/", typed(cast))
    assert refused.status_code == 422
    assert f"There is № {proof} of this already" in words(refused)
    assert client.post(f"{STAFF}novo/", typed(cast, reason="Late headcounts.")).status_code == 302


@pytest.mark.parametrize(
    "changes",
    [{"last": ""}, {"last": "31.02.2026"}, {"first": "01.07.2026"}, {"last": "01.01.2099"}, {"district": "XXX"}],
    ids=["empty", "no day", "order", "future", "district"],
)
def test_what_cannot_be_made_is_said_beside_what_was_typed(
    cast: Cast, signed_in: SignedIn, changes: dict[str, str]
) -> None:
    refused = signed_in(cast.office).post(f"{STAFF}novo/", typed(cast, **changes))
    assert refused.status_code == 422
    assert 'role="alert"' in words(refused)
    assert not ProofOrder.objects.exists()


def test_a_coordinator_makes_those_of_the_own_district_only(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.own_coordinator)
    for district in ("", "VID"):
        assert client.post(f"{STAFF}novo/", typed(cast, district=district)).status_code in {403, 422}
    assert not ProofOrder.objects.exists()
    assert client.post(f"{STAFF}novo/", typed(cast, district="MON")).status_code == 302


def test_a_partner_makes_none(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.own_partner).post(f"{STAFF}novo/", typed(cast)).status_code == 403


def test_the_progress_of_another_district_is_nobodys_business(cast: Cast, signed_in: SignedIn) -> None:
    wanted = own_order(cast.institution, cast.district)
    assert signed_in(cast.other_coordinator).get(f"{STAFF}novo/{wanted.pk}/").status_code == 403
    assert signed_in(cast.own_coordinator).get(f"{STAFF}novo/{wanted.pk}/").status_code == 200


def test_an_order_that_stands_still_offers_to_begin_anew(cast: Cast, signed_in: SignedIn) -> None:
    wanted = own_order(cast.institution, cast.district)
    ProofOrder.objects.update(moved_at=clock.now() - timedelta(minutes=10))
    client = signed_in(cast.office)
    assert "It has stood still" in words(client.get(f"{STAFF}novo/{wanted.pk}/"))
    again = client.post(f"{STAFF}novo/", typed(cast, district="MON", first="2026-04-01", last="2026-06-30"))
    assert again["Location"].endswith(f"/{wanted.pk}/")
    assert "It has stood still" not in words(client.get(again["Location"]))


def test_a_broken_order_says_so_and_offers_to_begin_anew(cast: Cast, signed_in: SignedIn) -> None:
    wanted = own_order(cast.institution, cast.district)
    ProofOrder.objects.update(state="failed")
    shown = words(signed_in(cast.office).get(f"{STAFF}novo/{wanted.pk}/"))
    assert "Something broke on our side" in shown
    assert '<input type="hidden" name="institution" value="noi">' in shown


def test_a_usual_period_fills_in_its_days(cast: Cast, signed_in: SignedIn) -> None:
    year = clock.today().year - 1
    shown = words(signed_in(cast.office).get(f"{STAFF}novo/?period={year}"))
    assert f'value="01.01.{year}"' in shown
    assert f'value="31.12.{year}"' in shown


def test_the_page_defines_its_figures_and_marks_what_is_withheld(cast: Cast, signed_in: SignedIn) -> None:
    held(cast.library, cast.institution, from_65=3)
    proof = make_proof(cast.institution)
    shown = words(signed_in(cast.own_partner).get(f"{STAFF}{proof.number.slug}/"))
    assert "By headcount of the libraries" in shown
    assert '<td class="num"><b>withheld</b></td>' in shown
    assert "Counts of people from 1 to 4 are withheld" in shown


def test_the_page_of_the_second_shows_old_beside_new(cast: Cast, signed_in: SignedIn) -> None:
    held(cast.library, cast.institution, from_65=20)
    first = make_proof(cast.institution)
    held(cast.library, cast.institution, from_65=30)
    second = make_proof(cast.institution, reason="Закъсняло преброяване.")
    client = signed_in(cast.own_partner)
    shown = words(client.get(f"{STAFF}{second.number.slug}/"))
    assert "Закъсняло преброяване." in shown
    assert '<td class="num" data-l="Before">20</td><td class="num" data-l="Now">50</td>' in shown
    assert f"Replaced by № {second}" in words(client.get(f"{STAFF}{first.number.slug}/"))


def test_anybody_learns_what_a_number_is(cast: Cast, client: Client) -> None:
    held(cast.library, cast.institution, from_65=777)
    proof = make_proof(cast.institution, cast.district)
    shown = words(client.get(f"{CHECK}{proof.number.slug}/"))
    for expected in ("Документът е наш и е в сила", "Национален осигурителен институт", "01.04.2026", "област Монтана"):
        assert expected in shown
    assert proof.fingerprint[:4] in shown
    assert "777" not in shown


def test_anybody_learns_that_a_later_one_replaces_it(cast: Cast, client: Client) -> None:
    first = make_proof(cast.institution)
    second = make_proof(cast.institution, reason="late")
    shown = words(client.get(f"{CHECK}{first.number.slug}/"))
    assert "го заменя по-нов" in shown
    assert f'href="{CHECK}{second.number.slug}/"' in shown
    assert "е в сила" in words(client.get(f"{CHECK}{second.number.slug}/"))


def test_the_reason_stays_between_us_and_the_partner(cast: Cast, client: Client) -> None:
    make_proof(cast.institution)
    second = make_proof(cast.institution, reason="Закъсняло преброяване.")
    assert "Закъсняло" not in words(client.get(f"{CHECK}{second.number.slug}/"))


@pytest.mark.parametrize("slug", ["p-2026-0099", "d-2026-0001", "p-2026-1", "няма", "p-2026-00001"])
def test_a_forged_number_is_told_that_there_is_no_such_paper(cast: Cast, client: Client, slug: str) -> None:
    own_proof(cast.institution, cast.district)
    response = client.get(f"{CHECK}{slug}/")
    assert response.status_code == 404
    if slug.isascii():
        assert "Няма такъв документ" in words(response)


def test_a_number_typed_by_hand_leads_to_its_one_address(cast: Cast, client: Client) -> None:
    proof = own_proof(cast.institution, cast.district)
    response = client.get(CHECK, {"k": f"№ {proof}"})
    assert response["Location"] == f"{CHECK}{proof.number.slug}/"


def test_what_is_no_number_is_said_with_an_example(db: None, client: Client) -> None:
    response = client.get(CHECK, {"k": "Росен дол"})
    assert response.status_code == 422
    assert "Напишете номера като П-2026-0007" in words(response)


def test_a_paper_of_an_invented_partner_is_called_an_example(cast: Cast, client: Client) -> None:
    cast.institution.is_demo = True
    cast.institution.save()
    proof = make_proof(cast.institution)
    assert "Пример." in words(client.get(f"{CHECK}{proof.number.slug}/"))


def test_figures_that_do_not_fit_the_fingerprint_are_not_vouched_for(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = own_proof(cast.institution, cast.district)
    monkeypatch.setattr(Proof, "is_intact", False)
    shown = words(client.get(f"{CHECK}{proof.number.slug}/"))
    assert "не отговарят на отпечатъка" in shown
    assert "е в сила" not in shown


def test_the_page_of_a_number_costs_few_queries(
    cast: Cast, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    proof = own_proof(cast.institution, cast.district)
    client.get(f"{CHECK}{proof.number.slug}/")
    with django_assert_num_queries(1):
        client.get(f"{CHECK}{proof.number.slug}/")


def test_the_list_costs_the_same_queries_however_long(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(cast.office)
    for last in range(4):
        make_proof(cast.institution, period=type(SPRING)(SPRING.first, SPRING.last - timedelta(days=last)))
    client.get(STAFF)
    with django_assert_num_queries(6):
        client.get(STAFF)


def test_places_with_nothing_are_named_under_the_table(cast: Cast, signed_in: SignedIn) -> None:
    held(cast.library, cast.institution, from_65=20)
    proof = make_proof(cast.institution)
    shown = words(signed_in(cast.own_partner).get(f"{STAFF}{proof.number.slug}/"))
    meetings = shown.partition(">Meetings<")[2].partition(">Hours in libraries<")[0]
    table, _, below = meetings.partition("</table>")
    assert "Монтана" in table
    assert "Видин" not in table
    assert "Zero in all of it:" in below
    assert "Видин" in below
