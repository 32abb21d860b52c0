"""Steps are skipped when nothing changed, and only then."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from ramo.launch.catalogues import compile_catalogues
from ramo.launch.cluster import Cluster
from ramo.launch.errors import StepFailed
from ramo.launch.fingerprints import content_files, fingerprint, static_files
from ramo.launch.places import DataFolder
from ramo.launch.preparation import DatabaseMarks, FolderMarks, Step, database_steps, forget_database_steps

TEXT = '# Bulgarian\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Shelf"\nmsgstr "Рафт"\n'


def step(made_from: str) -> Step:
    return Step("tables", "tables", made_from, lambda: None)


def test_a_fingerprint_changes_with_content_and_name_but_not_with_dates(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text("a")
    first = fingerprint([file])
    os.utime(file, (1, 1))
    assert fingerprint([file]) == first
    file.write_text("b")
    assert fingerprint([file]) != first
    other = file.with_name("two.yaml")
    other.write_text("a")
    assert fingerprint([other]) != first


def test_content_depends_on_models_and_migrations_but_not_on_pages() -> None:
    names = {path.name for path in content_files()}
    assert {"models.py", "actions.py", "requirements.txt"} <= names
    assert not names & {"views.py", "urls.py", "page.html"}


def test_static_files_depend_on_every_style_and_picture() -> None:
    assert {path.suffix for path in static_files()} >= {".css", ".svg"}


def test_a_step_done_in_one_database_does_not_count_in_another(cluster: Cluster) -> None:
    with psycopg.connect(cluster.site.url(), autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS launch_step")
        marks = DatabaseMarks(connection)
        assert not marks.stands(step("a"))
        marks.make_place()
        marks.set(step("a"))
        assert marks.stands(step("a"))
        assert not marks.stands(step("b"))
        connection.execute("DROP DATABASE IF EXISTS other")
        connection.execute("CREATE DATABASE other")
    with psycopg.connect(cluster.site.url(database="other"), autocommit=True) as connection:
        assert not DatabaseMarks(connection).stands(step("a"))


def test_after_a_command_the_next_start_looks_again(cluster: Cluster) -> None:
    with psycopg.connect(cluster.site.url(), autocommit=True) as connection:
        marks = DatabaseMarks(connection)
        marks.make_place()
        marks.set(step("a"))
        forget_database_steps(cluster.site.url())
        assert not marks.stands(step("a"))


def test_a_folder_remembers_what_it_was_made_from(tmp_path: Path) -> None:
    marks = FolderMarks(DataFolder(tmp_path))
    assert not marks.stands(step("a"))
    marks.set(step("a"))
    assert marks.stands(step("a"))
    assert not marks.stands(step("b"))


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "shelf" / "locale" / "bg" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_catalogue_is_compiled_once_and_again_when_its_text_changes(tmp_path: Path, catalogue: Path) -> None:
    assert compile_catalogues(tmp_path) == 1
    assert "Рафт".encode() in catalogue.with_suffix(".mo").read_bytes()
    assert compile_catalogues(tmp_path) == 0
    catalogue.write_text(TEXT.replace("Рафт", "Лавица"), encoding="utf-8")
    os.utime(catalogue, (1, 1))
    assert compile_catalogues(tmp_path) == 1, "an older text is another text too"
    assert "Лавица".encode() in catalogue.with_suffix(".mo").read_bytes()


def test_a_broken_catalogue_is_named_and_leaves_nothing_half_made(tmp_path: Path, catalogue: Path) -> None:
    catalogue.write_text(TEXT + "<<<<<<< a conflict left unresolved\n", encoding="utf-8")
    with pytest.raises(StepFailed, match=r"django\.po"):
        compile_catalogues(tmp_path)
    assert [path.name for path in catalogue.parent.iterdir()] == ["django.po"]


def test_a_start_without_the_demo_takes_the_invented_network_away() -> None:
    with_demo, without = (database_steps(demo=demo)[-1] for demo in (True, False))
    assert (with_demo.name, without.name) == ("demo", "demo")
    assert with_demo.fingerprint != without.fingerprint
