"""Which municipalities the offices serve comes as a file: looked through first, written once, bad lines named."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from ramo.accounts.models import User
from ramo.audit.models import AuditEntry
from ramo.kit.registers import Flaw
from ramo.network.errors import NothingToWrite
from ramo.network.models import Institution
from ramo.network.territories import libraries_of, offices_of
from ramo.network.territory_actions import write_territories
from ramo.network.territory_update import prepare
from tests.cast import Cast

from .factories import make_institution, make_municipality

SignedIn = Callable[[User], Client]
PAGE = "/en/rabotno-myasto/mrezha/teritorii/"
HEAD = "institution,district_bg,municipality_bg\n"
OWN = "dbt-montana,Монтана,Росен дол\n"


@pytest.fixture(autouse=True)
def offices(cast: Cast, settings: Settings, tmp_path: Path) -> list[Institution]:
    settings.RAMO_UPLOADS = tmp_path / "uploads"
    make_municipality("MON97", name_bg="Бяла")
    names = {"dbt-montana": "Бюро по труда – Монтана", "dbt-vidin": "Бюро по труда – Видин"}
    return [make_institution(key, name_bg=name, abbreviation_bg="") for key, name in names.items()]


def file_of(*lines: str) -> bytes:
    return (HEAD + "".join(lines)).encode()


def serves(key: str, *codes: str) -> None:
    for code in codes:
        Institution.objects.get(pk=key).territory.create(municipality_id=code)


def territory(key: str) -> set[str]:
    return set(Institution.objects.get(pk=key).territory.values_list("municipality_id", flat=True))


def test_an_office_is_known_by_its_key_its_name_or_its_abbreviation(cast: Cast) -> None:
    lines = [OWN, "бюро по труда – видин,Видин,горна  ливада\n", "НОИ,МОНТАНА,Бяла\n"]
    found = prepare(file_of(*lines)).diff.added
    assert sorted(found) == ["dbt-montana MON99", "dbt-vidin VID99", "noi MON97"]


def test_a_name_that_two_offices_bear_tells_neither(cast: Cast) -> None:
    make_institution("dbt-other", name_bg="Бюро по труда – Видин", abbreviation_bg="")
    (refused,) = prepare(file_of("Бюро по труда – Видин,Видин,Горна Ливада\n")).unknown
    assert (refused.line, refused.reason.column) == (2, "institution")


def test_the_offices_of_the_file_are_replaced_and_the_others_stay(cast: Cast) -> None:
    serves("dbt-montana", "MON97")
    serves("dbt-vidin", "VID99")
    assert write_territories(file_of(OWN), seen=None, by=cast.office) == 1
    assert territory("dbt-montana") == {"MON99"}
    assert territory("dbt-vidin") == {"VID99"}


def test_a_municipality_may_have_several_offices(cast: Cast) -> None:
    write_territories(file_of(OWN, "dbt-vidin,Монтана,Росен дол\n"), seen=None, by=None)
    assert [each.pk for each in offices_of(cast.library)] == ["dbt-vidin", "dbt-montana"]
    assert list(libraries_of(Institution.objects.get(pk="dbt-vidin"))) == [cast.library]
    assert not offices_of(cast.other_library).exists()


def test_nothing_is_removed_while_a_line_is_refused(cast: Cast) -> None:
    serves("dbt-montana", "MON97")
    content = file_of(OWN, "dbt-montana,Монтана,Бела\n")
    update = prepare(content)
    assert (len(update.unknown), update.removed) == (1, [])
    write_territories(content, seen=None, by=None)
    assert territory("dbt-montana") == {"MON97", "MON99"}


@pytest.mark.parametrize(
    ("line", "flaw"),
    [
        ("Никоя служба,Монтана,Бяла\n", Flaw.NOT_KNOWN),
        ("dbt-montana,Мотана,Бяла\n", Flaw.NO_DISTRICT),
        ("dbt-montana,Видин,Бяла\n", Flaw.NOT_KNOWN),
        ("dbt-montana,Монтана\n", Flaw.OTHER_CELLS),
        (OWN, Flaw.TWICE),
    ],
)
def test_each_bad_line_is_named_and_the_rest_is_read(cast: Cast, line: str, flaw: Flaw) -> None:
    update = prepare(file_of(OWN, line))
    assert [(each.line, each.reason.flaw) for each in update.rejected] == [(3, flaw)]
    assert list(update.diff.added) == ["dbt-montana MON99"]


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    write_territories(file_of(OWN), seen=None, by=None)
    with pytest.raises(NothingToWrite):
        write_territories(file_of(OWN), seen=None, by=None)


# — on a page —


def opened(client: Client, content: bytes) -> tuple[str, dict[str, str]]:
    address = client.post(PAGE, {"file": SimpleUploadedFile("t.csv", content)}).headers["Location"]
    return address, {"seen": client.get(address).context["update"].digest}


def test_the_office_sees_what_changes_before_anything_is_written(cast: Cast, signed_in: SignedIn) -> None:
    serves("dbt-montana", "MON97")
    address, sent = opened(client := signed_in(cast.office), file_of(OWN))
    page = client.get(address).content.decode()
    assert "Бюро по труда – Монтана: Росен дол, Монтана" in page
    assert "Бюро по труда – Монтана: Бяла, Монтана" in page
    assert territory("dbt-montana") == {"MON97"}
    client.post(address, sent)
    assert territory("dbt-montana") == {"MON99"}
    assert AuditEntry.objects.get(verb="set territory").account == cast.office.pk


def test_what_changed_after_the_page_opened_is_looked_through_once_more(cast: Cast, signed_in: SignedIn) -> None:
    address, sent = opened(client := signed_in(cast.office), file_of(OWN))
    serves("dbt-montana", "MON97")
    assert "once more" in client.post(address, sent).content.decode()
    assert territory("dbt-montana") == {"MON97"}


def test_a_second_press_writes_nothing_and_says_so(cast: Cast, signed_in: SignedIn) -> None:
    address, sent = opened(client := signed_in(cast.office), file_of(OWN))
    client.post(address, sent)
    client.post(address, sent)
    assert "written already" in client.get(PAGE).content.decode()
    assert AuditEntry.objects.filter(verb="set territory").count() == 1


@pytest.mark.parametrize("content", [b"", b"\x00\x01", "име;община\n".encode(), "я".encode("windows-1251") * 200])
def test_a_file_that_is_no_list_of_territories_is_refused_in_words(
    cast: Cast, signed_in: SignedIn, content: bytes
) -> None:
    answer: Any = signed_in(cast.office).post(PAGE, {"file": SimpleUploadedFile("t.csv", content)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


# — as a command —


def command(path: Path, **options: Any) -> str:
    said = StringIO()
    call_command("import_territories", path, stdout=said, **options)
    return said.getvalue()


def test_the_command_tells_first_and_writes_when_asked_to(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(file_of(OWN, "Никоя,Монтана,Бяла\n"))
    told = command(path)
    assert "+ Бюро по труда – Монтана: Росен дол, Монтана" in told
    assert "ред 3: " in told
    assert "--write" in told
    assert territory("dbt-montana") == set()
    assert "Записани служби: 1" in command(path, write=True)
    assert territory("dbt-montana") == {"MON99"}


def test_the_command_names_a_file_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="missing"):
        command(tmp_path / "missing.csv")
