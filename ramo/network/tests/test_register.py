"""Bringing the register: nothing is written before it was shown, and a person's edits stay."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils.translation import override

from ramo.network import actions
from ramo.network.data import Contacts, LibraryRow
from ramo.network.models import Library
from ramo.network.standing import known_register
from ramo.search.models import IndexCard
from ramo.tasks.models import Task
from ramo.trust.links import KEEPERS

from .factories import make_district, make_settlement, make_user

pytestmark = pytest.mark.django_db
Register = Callable[..., Path]
HEAD = "reg_no,status_bg,name_bg,district_bg,municipality_bg,settlement_bg,ekatte,address_bg"
ROWS = (
    "33,Действащо,Светлина 1926,МОНТАНА,РОСЕН ДОЛ,СЕЛО РОСЕН ДОЛ,99001,ул. „Първа“ 12",
    "34,Действащо,Зора,МОНТАНА,РОСЕН ДОЛ,ГАРА БОВ,,",
)


def row(number: str = "33", **changes: str | None) -> LibraryRow:
    made = LibraryRow(
        number=number,
        status="active",
        name_bg="Светлина 1926",
        district_id="MON",
        municipality_id="MON99",
        settlement_id="99001",
        place_bg="с. Росен дол",
        address_bg="ул. „Първа“ 12",
        source_label="регистър на читалищата",
        source_url="https://example.bg/33",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def places() -> None:
    make_settlement()


@pytest.fixture
def register(tmp_path: Path) -> Register:
    def write(*lines: str, head: str = HEAD) -> Path:
        path = tmp_path / "register.csv"
        path.write_text("\n".join([head, *lines]), "utf-8")
        return path

    return write


def run(*arguments: object) -> str:
    out = StringIO()
    with override("en"):
        call_command("import_register", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_without_write_nothing_is_written(register: Register) -> None:
    said = run(register(*ROWS))
    assert "New: 2, changed: 0, the same: 0." in said
    assert "Nothing is written yet" in said
    assert not Library.objects.exists()


def test_with_write_it_stands_and_a_second_time_changes_nothing(register: Register) -> None:
    path = register(*ROWS)
    run(path, "--write")
    assert Library.objects.get(pk="33").settlement_id == "99001"
    assert "New: 0, changed: 0, the same: 2." in run(path, "--write")


def test_a_library_that_closes_is_said_so_and_is_found_no_more(register: Register) -> None:
    run(register(*ROWS), "--write")
    assert IndexCard.objects.filter(kind="library", key="33").exists()
    said = run(register(ROWS[0].replace("Действащо", "Закрито"), ROWS[1]), "--write")
    assert "No longer work: 1 (33)" in said
    assert not IndexCard.objects.filter(kind="library", key="33").exists()


def test_what_is_missing_from_a_file_is_left_alone(register: Register) -> None:
    run(register(*ROWS), "--write")
    assert "Known here and not in the file, left as they are: 1." in run(register(ROWS[0]), "--write")
    assert Library.objects.get(pk="34").status == Library.Status.ACTIVE


def test_an_unmatched_place_becomes_a_task_of_the_office(register: Register) -> None:
    said = run(register(*ROWS), "--write")
    assert "34: Зора, Бов" in said
    [task] = Task.objects.open_for(["network"])
    assert task.params == {"count": 1}
    office = make_user("office@ramo.example")
    actions.place_library(Library.objects.get(pk="34"), make_settlement(), by=office)
    assert not Task.objects.open_for(["network"])


def test_the_whole_report_can_be_kept(register: Register, tmp_path: Path) -> None:
    lines = [ROWS[0].replace("33", str(number), 1) for number in range(100, 160)]
    said = run(register(*lines), "--report", tmp_path / "report.txt")
    assert "… and 40 more" in said
    assert (tmp_path / "report.txt").read_text("utf-8").count("  + ") == 60


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "Светлина".encode("cp1251") * 50, b"a,b\n1,2"])
def test_a_file_that_is_no_register_ends_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        run(path, "--write")
    assert not Library.objects.exists()


def test_a_missing_file_ends_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nothing\.csv"):
        run(tmp_path / "nothing.csv")


def test_an_address_that_a_person_wrote_is_not_overwritten() -> None:
    actions.put_register([row()])
    library = Library.objects.get(pk="33")
    contacts = Contacts(phone="096 000 145", email="", address_bg="ул. „Втора“ 3")
    actions.edit_contacts(library, contacts, by=make_user("maria@rosendol.example"))
    actions.put_register([row(name_bg="Светлина")])
    library.refresh_from_db()
    assert (library.name_bg, library.address_bg, library.phone) == ("Светлина", "ул. „Втора“ 3", "096 000 145")


def test_an_edit_does_not_show_as_a_change_of_the_register(register: Register) -> None:
    path = register(*ROWS)
    run(path, "--write")
    library = Library.objects.get(pk="33")
    contacts = Contacts(phone="", email="", address_bg="ул. „Втора“ 3")
    actions.edit_contacts(library, contacts, by=make_user("maria@rosendol.example"))
    assert "New: 0, changed: 0, the same: 2." in run(path)


def test_a_place_that_a_person_set_is_not_overwritten() -> None:
    actions.put_register([row(settlement_id=None, municipality_id=None, place_bg="гара Бов")])
    library = Library.objects.get(pk="33")
    actions.place_library(library, make_settlement(), by=make_user("office@ramo.example"))
    actions.put_register([row(settlement_id=None, municipality_id=None, place_bg="гара Бов")])
    library.refresh_from_db()
    assert library.settlement_id == "99001"


def test_the_register_says_nothing_of_the_network() -> None:
    actions.put_register([row()])
    confirmed = {"verified_on": "2026-02-01", "verified_as": "библиотеката", "valid_until": "2026-08-01"}
    Library.objects.filter(pk="33").update(joined_on="2026-01-15", **confirmed)
    actions.put_register([row(name_bg="Светлина")])
    library = Library.objects.get(pk="33")
    assert library.is_in_network
    assert library.verified_as == "библиотеката"


@pytest.mark.django_db(transaction=True)
def test_one_row_that_the_database_refuses_leaves_nothing_half_written() -> None:
    with pytest.raises(IntegrityError):
        actions.put_register([row("35"), row("36", district_id="XXX")])
    assert not Library.objects.exists()


def test_libraries_by_hand_are_not_of_the_register() -> None:
    actions.put_register([row()])
    Library.objects.create(number="L-0001", name_bg="Клуб", district=make_district(), place_bg="Монтана")
    assert set(known_register()) == {"33"}


def test_an_address_of_the_register_that_a_person_mended_outlives_the_next_import() -> None:
    actions.put_register([row()])
    keeper, old, new = KEEPERS["library"], "https://example.bg/33", "https://example.bg/nova"
    was_there = keeper.replace("33", old=old, new=new, by=make_user("maria@rosendol.example"))
    actions.put_register([row()])
    assert (was_there, Library.objects.get().source_url) == (True, new)
