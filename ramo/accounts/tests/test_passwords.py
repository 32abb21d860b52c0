"""Which passwords are refused."""

import pytest
from django.core.exceptions import ValidationError

from ramo.accounts.models import User
from ramo.accounts.passwords import HardToGuess, common_words, score


@pytest.mark.parametrize(
    "password",
    [
        "библиотека2024",
        "Библиотека123!",
        "biblioteka2024",
        "читалище1926!!",
        "4italishte1926",
        "4itali6te1926",
        "chitalishte1926",
        "jivot12345678",
        "мария19750412",
        "парола1234567",
        "parolaparola",
        "обичамте12345",
        "слънчице2020!",
        "levskisofia14",
        "ивановаиванова",
        "qwertyuiop12",
        "123456789012",
        "aaaaaaaaaaaaa",
    ],
)
def test_what_a_stranger_would_try_is_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        HardToGuess().validate(password)
    assert refusal.value.code == "guessable"


@pytest.mark.parametrize(
    "password",
    [
        "зелена-лодка-под-моста-41",
        "тих мост лисица портокал",
        "korab-zhaba-lampa-oreh",
        "x7$Kq!m2Wz@9Lp",
        "дъжд и три стари чадъра",
    ],
)
def test_words_that_do_not_go_together_are_taken(password: str) -> None:
    HardToGuess().validate(password)


def test_a_short_password_is_told_how_much_is_missing() -> None:
    with pytest.raises(ValidationError, match="8"):
        HardToGuess().validate("x7$Kq!m2")


def test_the_own_name_and_address_are_no_secret() -> None:
    user = User(email="desislava.krasteva@rosendol.example", name="Десислава Кръстева")
    assert score("desislavakrasteva", user) < score("desislavakrasteva")
    with pytest.raises(ValidationError):
        HardToGuess().validate("десислава.кръстева", user)


def test_a_long_password_is_judged_quickly() -> None:
    HardToGuess().validate("тих мост лисица портокал " * 400)


def test_the_list_knows_both_spellings_of_a_hard_letter() -> None:
    assert {"balgariya", "bulgariya"} <= set(common_words())
