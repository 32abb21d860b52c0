"""Names in Latin letters."""

import pytest

from ramo.kit.bulgarian.romanise import romanised


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("Щръклево", "Shtraklevo"),
        ("Георги Дамяново", "Georgi Damyanovo"),
        ("София", "Sofia"),
        ("Мария Луиза", "Maria Luiza"),
        ("България", "Bulgaria"),
        ("Жълъдово", "Zhaladovo"),
        ("Ценовец-2", "Tsenovets-2"),
    ],
)
def test_names_are_spelled_as_the_law_says(name: str, spelled: str) -> None:
    assert romanised(name) == spelled
