"""Importing a register: told first, written when asked, all of it or nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError
from django.utils.translation import override

from ramo.audit.models import AuditEntry
from ramo.vocabularies import bulk
from ramo.vocabularies.actions import put_districts, put_municipalities, put_settlements
from ramo.vocabularies.data import DistrictData, MunicipalityData, SettlementData
from ramo.vocabularies.models import Occupation, Settlement

from .test_readers import ABLANITSA, URI, occupations, settlements

pytestmark = pytest.mark.django_db
BYALA = "00028,с.,Бяла,Byala,BLG52,2933,41.6,23.9,120"


@pytest.fixture(autouse=True)
def _places() -> None:
    put_districts([DistrictData("BLG", "Благоевград", "Blagoevgrad")])
    put_municipalities([MunicipalityData("BLG52", "BLG", "Хаджидимово", "Hadzhidimovo")])


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "settlements.csv"
    file.write_bytes(settlements(ABLANITSA, BYALA, "123,с.,Крива,Kriva,BLG52,,,,"))
    return file


def run(command: str, *arguments: object) -> str:
    out = StringIO()
    with override("en"):
        call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


def test_an_import_tells_what_it_would_change_and_writes_nothing(register: Path) -> None:
    said = run("import_settlements", register)
    assert "New: 2, changed: 0, the same: 0." in said
    assert "line 4: ekatte" in said
    assert "add --write" in said
    assert not Settlement.objects.exists()


def test_an_import_writes_when_asked_and_leaves_refused_lines_out(register: Path) -> None:
    assert "Rows written: 2." in run("import_settlements", register, "--write")
    assert set(Settlement.objects.values_list("ekatte", flat=True)) == {"00014", "00028"}


def test_the_same_register_again_changes_nothing(register: Path) -> None:
    run("import_settlements", register, "--write")
    assert "New: 0, changed: 0, the same: 2." in run("import_settlements", register, "--write")


def test_a_changed_line_is_told_by_column_and_written(register: Path) -> None:
    run("import_settlements", register, "--write")
    register.write_bytes(settlements(ABLANITSA.replace("2583", "2600")))
    said = run("import_settlements", register, "--write")
    assert "~ 00014: population 2583 → 2600" in said
    assert "Known here and not in the file, left as they are: 1." in said
    assert Settlement.objects.get(ekatte="00014").population == 2600
    assert Settlement.objects.filter(ekatte="00028").exists()


def test_an_unreadable_register_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes(settlements(ABLANITSA).decode().encode("cp1251"))
    with pytest.raises(CommandError, match="Windows-1251"):
        run("import_settlements", file, "--write")


def test_a_missing_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run("import_settlements", tmp_path / "none.csv")


def test_invented_settlements_are_no_business_of_a_register(register: Path) -> None:
    Settlement.objects.create(
        ekatte="D0001", kind_bg="с.", name_bg="Росен дол", name_en="Rosen dol", municipality_id="BLG52", is_demo=True
    )
    assert "not in the file" not in run("import_settlements", register, "--write")
    assert Settlement.objects.get(ekatte="D0001").is_demo


def test_occupations_are_imported_the_same_way(tmp_path: Path) -> None:
    file = tmp_path / "occupations.csv"
    file.write_bytes(occupations(f"{URI},2654,режисьор,,director,,Regisseur/Regisseurin,regizor"))
    run("import_occupations", file, "--write")
    (found,) = Occupation.objects.all()
    assert list(found.labels()) == ["режисьор", "director", "Regisseur", "Regisseurin", "regizor"]


def test_a_batch_that_breaks_takes_the_ones_before_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 1)
    good = SettlementData("00014", "с.", "Абланица", "Ablanitsa", "BLG52", "2932", 41.5, 23.9, 2583)
    bad = SettlementData("00028", "с.", "Б" * 90, "B", "BLG52", "2932", 41.5, 23.9, 1)
    with pytest.raises(DataError):
        put_settlements([good, bad])
    assert not Settlement.objects.exists()


def test_putting_a_list_is_audited_once(register: Path) -> None:
    run("import_settlements", register, "--write")
    entry = AuditEntry.objects.get(target_kind="vocabularies.settlement")
    assert (entry.verb, entry.detail) == ("put list", {"rows": 2})
