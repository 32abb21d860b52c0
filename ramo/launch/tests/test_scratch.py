"""The database under the tests themselves."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_tests_run_on_a_database_of_their_own() -> None:
    assert ask("SELECT current_database()") == "test_ramo"


def test_tests_run_as_a_plain_role_whom_row_security_binds() -> None:
    assert ask("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False


def test_the_test_database_knows_bulgarian_letters() -> None:
    assert ask("SELECT similarity('библиотека', 'библиотеки') > 0.5 AND lower('Ъ') = 'ъ'") is True
