"""Numbers as a telephone dials them and as people read them."""

import pytest

from ramo.kit import phones


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("096 000 145", "+35996000145"),
        ("02 000 0000", "+35920000000"),
        ("+359 96 000 145", "+35996000145"),
        ("00359 96 000 145", "+35996000145"),
        ("00 800 6 7 8 9 10 11", "+80067891011"),
        ("112", "112"),
    ],
)
def test_number_is_dialled_the_same_at_home_and_abroad(written: str, dialled: str) -> None:
    assert phones.dialled(written) == dialled


@pytest.mark.parametrize(
    "written",
    [
        "0700 18 700",
        "096 000 145",
        "(02) 000 00 00",
        "02/000-00-00",
        "+359 96 000 145",
        "00359 96 000 145",
        "+44 20 0000 0000",
        "112",
        "116 111",
        "116111",
    ],
)
def test_number_with_its_code_or_a_short_one_can_be_dialled(written: str) -> None:
    assert phones.can_be_dialled(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "по обяд",
        "тел. 0700 18 700",
        "0700 18 700, 112",
        "96 000 145",
        "0700",
        "1128",
        "12",
        "+112",
        "٠٩٦٠٠٠١٤٥",
        "096 000 145 096 000 146 096 000 147",
        "0700 18 700\nдо 17 ч.",
    ],
)
def test_words_and_halves_of_numbers_cannot_be_dialled(written: str) -> None:
    assert not phones.can_be_dialled(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("070018700", "0700 18 700"),
        ("0880000000", "088 000 0000"),
        ("096000145", "096 000 145"),
        ("116111", "116 111"),
        ("112", "112"),
        ("0888 99 18 66", "0888 99 18 66"),
    ],
)
def test_number_is_read_in_groups_and_keeps_those_it_came_with(written: str, read: str) -> None:
    assert phones.grouped(written).replace("\u00a0", " ") == read
