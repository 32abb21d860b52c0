"""Who has only the slip finds the place; who guesses is slowed down, and nobody else with them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from ramo.accounts import tries
from ramo.accounts.errors import TooManyTries
from ramo.accounts.models import CodeTry, SharedCount
from ramo.kit import clock
from ramo.seats import finding, keys
from ramo.seats.errors import NoSuchKey
from ramo.seats.models import Claim

from .factories import make_pool, take

HERE = "198.51.100.7"
DOORS = {"/zapis/": "code", "/moyat-chas/": "k"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return take(make_pool())


def ask(door: str, typed: str, address: str = HERE) -> Any:
    return Client(REMOTE_ADDR=address).post(door, {DOORS[door]: typed})


def guess(times: int) -> None:
    for _ in range(times):
        with pytest.raises(NoSuchKey):
            finding.place_by_code(keys.drawn_code(), address=HERE)


@pytest.mark.parametrize("door", DOORS)
def test_who_guesses_codes_is_asked_to_wait_with_what_was_typed_kept(door: str) -> None:
    guess(tries.MOST_BY_ONE)
    typed = keys.drawn_code()
    answer = ask(door, typed)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "Почакайте десет минути" in page
    assert typed in page


@pytest.mark.parametrize("door", DOORS)
def test_one_guess_less_is_answered(door: str) -> None:
    guess(tries.MOST_BY_ONE - 1)
    assert ask(door, keys.drawn_code()).status_code == 422


def test_the_two_doors_share_one_count() -> None:
    for number in range(tries.MOST_BY_ONE):
        ask(list(DOORS)[number % 2], keys.drawn_code())
    assert [ask(door, keys.drawn_code()).status_code for door in DOORS] == [429, 429]


def test_a_right_code_is_no_guess_so_a_library_behind_one_address_is_not_shut_out(claim: Claim) -> None:
    for _ in range(2 * tries.MOST_BY_ONE):
        assert finding.place_by_code(claim.code, address=HERE) == claim
    assert set(CodeTry.objects.values_list("count", flat=True)) == {0}


def test_a_slip_of_the_pen_is_no_guess(claim: Claim) -> None:
    wrong = claim.code[:-1] + ("0" if claim.code[-1] != "0" else "1")
    for _ in range(2 * tries.MOST_BY_ONE):
        with pytest.raises(NoSuchKey):
            finding.place_by_code(wrong, address=HERE)
    assert finding.place_by_code(claim.code, address=HERE) == claim


def test_who_guesses_gets_no_right_code_through_either(claim: Claim) -> None:
    guess(tries.MOST_BY_ONE)
    with pytest.raises(TooManyTries):
        finding.place_by_code(claim.code, address=HERE)


def test_others_are_not_kept_out_and_the_same_address_not_for_long(claim: Claim) -> None:
    guess(tries.MOST_BY_ONE)
    assert finding.place_by_code(claim.code, address="203.0.113.1") == claim
    with time_machine.travel(clock.now() + tries.WINDOW, tick=False):
        assert finding.place_by_code(claim.code, address=HERE) == claim


def test_no_address_of_anybody_is_kept_with_the_guesses() -> None:
    for door in DOORS:
        ask(door, keys.drawn_code())
    kept = str([*CodeTry.objects.values(), *SharedCount.objects.values()])
    assert CodeTry.objects.filter(whose=finding.DOOR).exists()
    assert HERE not in kept


def test_sixty_days_of_guesses_at_full_speed_hit_a_place_in_three_of_a_hundred_times_at_most() -> None:
    windows = timedelta(days=60) / tries.WINDOW
    places_in_force = 10_000
    assert windows * tries.MOST_BY_ALL * places_in_force / 2 ** (5 * keys.DRAWN) < 0.03
