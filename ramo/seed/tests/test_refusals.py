"""A file that was tampered with or went bad: one sentence with file and line, and nothing loaded."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ramo.seed import actions
from ramo.seed.actions import load
from ramo.seed.errors import ContentRefused
from ramo.vocabularies.models import Area, Settlement

from .factories import rewrite

NEEDS, RESOURCES, DESK = "content/needs.yaml", "content/resources.csv", "content/desk.yaml"
AREAS, TOPICS, INSTITUTIONS = "content/areas.yaml", "content/topics.yaml", "content/institutions.csv"
CAMPAIGNS = "content/campaigns.yaml"
SLIPS = [
    (NEEDS, "resources: [az-ejobs, az-portal, trade-register]", "resources: [az-ejobs, nyama]", "there is no “nyama”"),
    (NEEDS, "resources: [az-ejobs, az-portal, trade-register]", "resources: [jobs-bg]", "“jobs-bg” is not recommended"),
    (NEEDS, "resources: [az-ejobs, az-portal, trade-register]", "resources: []", "must name one at least"),
    (NEEDS, "topics: [emp-vacancies, emp-search-skills]", "topics: [emp-nyama]", "there is no “emp-nyama”"),
    (NEEDS, "refer_to: [labour-office]", "refer_to: [labour-offices]", "there is no “labour-offices”"),
    (NEEDS, "boundary: b-employment", "boundary: b-employmnt", "there is no “b-employmnt”"),
    (
        NEEDS,
        "leaves: [job-nearby, job-state, ",
        "leaves: [job-nearby, job-nearby, ",
        "stands on another screen already",
    ),
    (NEEDS, "leaves: [job-nearby, job-state, ", "leaves: [a, b, job-nearby, job-state, ", "must name 1 to 4"),
    (NEEDS, "leaves: [job-nearby, ", "leaves: [job-nowhere, ", "no screen leads to “job-nearby”"),
    (NEEDS, "  - key: job-state\n", "  - key: job-nearby\n", "“job-nearby” stands in the file already"),
    (NEEDS, "      - key: work-find\n", "      - key: health\n", "“health” stands in the file already"),
    (NEEDS, "  - key: job-nearby\n    area: employment", "  - key: job-nearby\n    aera: employment", "unknown field"),
    (NEEDS, "title_bg: Търся работа наблизо", "title_bg: " + "а" * 161, "“title_bg” is longer than 160"),
    (NEEDS, "question_en: What do you need today?", "question_en: [", "not readable as YAML"),
    (
        NEEDS,
        "    steps_bg:\n      - Кажете какво",
        "    steps_bg: Кажете\n    papers_bg:\n      - Кажете какво",
        "YAML",
    ),
    (RESOURCES, "az-ejobs,", "az-portal,", "“az-portal” stands in the file already"),
    (RESOURCES, ",emp-vacancies|emp-registration|", ",emp-nothing|", "there is no “emp-nothing”"),
    (RESOURCES, "Портал на Агенцията по заетостта,az,", "Портал на Агенцията по заетостта,azz,", "there is no “azz”"),
    (RESOURCES, "https://az.government.bg", "javascript:alert(1)", "must be a web address"),
    (RESOURCES, "key,name_bg,", "key,name,", "must name the columns; missing: name_bg"),
    (INSTITUTIONS, "az,Агенция по заетостта,Employment Agency,АЗ,national,", "az,Агенция,Agency,АЗ,world,", "“world”"),
    (TOPICS, "parent: emp-vacancies", "parent: emp-vacancy", "there is no “emp-vacancy”"),
    (AREAS, "order: 1", "order: one", "“order” must be a whole number"),
    (AREAS, "main: true", "main: maybe", "“main” must be true or false"),
    (DESK, 'area: employment, bg: "Търсене на обяви"', 'area: emploiment, bg: "Търсене"', "“emploiment”"),
    (CAMPAIGNS, 'anchor_month_day: "04-30"', 'anchor_month_day: "04-31"', "must be a day of every year"),
    (CAMPAIGNS, "{ key: t1, offset_days: -110,", "{ key: t1, offset_days: -1100,", "days within a year"),
    (CAMPAIGNS, "key: t1, offset_days: -110, who: network", "key: t1, offset_days: -110, who: nobody", "“nobody”"),
    (CAMPAIGNS, 'choices_bg: ["да", "още не", "не днес"]', 'choices_bg: ["да"]', "a card takes no words"),
    (CAMPAIGNS, "ask: talk", "ask: money", "there is no “money”"),
    ("registers/settlements.csv", "06505,с.,", "06505,град,", "type_bg"),
    ("registers/chitalishta.csv", "1,Действащо,", "1,Може би,", "status_bg"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("file", "old", "new", "reason"), SLIPS, ids=[f"{slip[0]}: {slip[3]}" for slip in SLIPS])
def test_a_slip_is_named_by_file_and_line_and_nothing_is_loaded(
    release: Path, file: str, old: str, new: str, reason: str
) -> None:
    rewrite(release, file, old, new)
    with pytest.raises(ContentRefused, match=r", line \d+: ") as refusal:
        load(release)
    assert str(refusal.value).startswith(file)
    assert reason in str(refusal.value)
    assert not Area.objects.exists()
    assert not Settlement.objects.exists()


@pytest.mark.django_db
def test_the_line_named_is_the_line_of_the_slip(release: Path) -> None:
    rewrite(release, NEEDS, "refer_to: [labour-office]", "refer_to: [nobody]")
    lines = (release / NEEDS).read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines, 1) if line.startswith("  - key: ")]
    slip = next(number for number, line in enumerate(lines, 1) if "[nobody]" in line)
    with pytest.raises(ContentRefused, match=f"line {max(start for start in starts if start < slip)}: "):
        load(release)


@pytest.mark.django_db
def test_a_file_with_broken_bytes_is_refused_whole(release: Path) -> None:
    (release / RESOURCES).write_bytes((release / RESOURCES).read_text(encoding="utf-8").encode("cp1251", "replace"))
    with pytest.raises(ContentRefused, match=r"resources\.csv, line 1: .*UTF-8"):
        load(release)
    assert not Area.objects.exists()


@pytest.mark.django_db
def test_a_missing_file_is_named(release: Path) -> None:
    (release / DESK).unlink()
    with pytest.raises(ContentRefused, match=r"content/desk\.yaml, line 1: not readable"):
        load(release)


@pytest.mark.django_db
def test_a_failure_while_writing_leaves_nothing(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(actions, "_store", break_down)
    with pytest.raises(RuntimeError):
        load(release)
    assert not Area.objects.exists()


@pytest.mark.django_db
def test_the_command_says_one_sentence(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(release, NEEDS, "boundary: b-employment", "boundary: b-nothing")
    monkeypatch.setattr("ramo.seed.management.commands.load_content.load", lambda: load(release))
    with pytest.raises(CommandError, match=r"^Nothing was loaded\. content/needs\.yaml, line \d+: .*b-nothing"):
        call_command("load_content")
