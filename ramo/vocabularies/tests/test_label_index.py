"""The index of labels is made once and kept: mapped when it is ours and whole, made anew when it is not."""

from pathlib import Path

import pytest

from ramo.vocabularies import label_index, recognising
from ramo.vocabularies.label_index import LabelIndex, keep, opened, packed
from ramo.vocabularies.recognising import Known, Recogniser

LABELS = [(0, {"шивач": 1.0, "шивач…": 0.8}), (0, {"шивачка": 1.0, "шивач…": 0.8}), (7, {"учител": 0.5})]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "labels.index"


def test_what_is_kept_says_what_was_packed(file: Path) -> None:
    content = packed("v" * 64, LABELS)
    keep(file, content)
    found = opened(file, "v" * 64)
    assert found is not None
    for index in (LabelIndex.of(content), found):
        assert list(index.owners) == [0, 0, 7]
        assert [label for label, _weight in index.postings("шивач…")] == [0, 1]
        assert (index.held("шивач…"), index.held("учител"), index.held("лекар")) == (2, 1, 0)
        assert index.rarity("учител") > index.rarity("шивач…")
    assert [path.name for path in file.parent.iterdir()] == ["labels.index"]


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda content: b"",
        lambda content: content[:40],
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content[:-9] + b"x" + content[-8:],
        lambda content: b"other file\n\n" + content[12:],
        lambda content: b"\xff" * len(content),
    ],
)
def test_a_file_that_is_not_whole_or_not_ours_is_not_read(file: Path, spoilt: object) -> None:
    keep(file, spoilt(packed("v" * 64, LABELS)))  # type: ignore[operator]
    assert opened(file, "v" * 64) is None


def test_a_file_of_other_labels_is_not_read(file: Path) -> None:
    keep(file, packed("v" * 64, LABELS))
    assert opened(file, "w" * 64) is None
    assert opened(file.with_name("none"), "v" * 64) is None


def test_who_cannot_write_does_without(tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("x")
    keep(tmp_path / "no folder" / "labels.index", packed("v" * 64, LABELS))


def known(*more: Known) -> list[Known]:
    return [*(Known(f"uri-{number}", "1111", (f"занаят{number}",)) for number in range(4)), *more]


def test_the_second_recogniser_reads_what_the_first_one_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "_WORTH_KEEPING", 2)
    first = Recogniser(known(), kept=file).recognise("занаят2")
    monkeypatch.setattr(recognising, "packed", None)
    assert Recogniser(known(), kept=file).recognise("занаят2") == first
    assert first.uri == "uri-2"


def test_another_list_or_another_way_of_reading_is_packed_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising, "_WORTH_KEEPING", 2)
    Recogniser(known(), kept=file).recognise("занаят2")
    tailor = Known("tailor", "7531", ("шивач",))
    assert Recogniser(known(tailor), kept=file).recognise("шивач").uri == "tailor"
    monkeypatch.setattr(recognising, "ANALYSER_VERSION", "other")
    other = Recogniser(known(tailor), kept=file)
    assert other.recognise("шивач").uri == "tailor"
    assert label_index.opened(file, other._version) is not None


def test_a_short_list_is_not_kept(file: Path) -> None:
    Recogniser(known(), kept=file).recognise("занаят2")
    assert not file.exists()
