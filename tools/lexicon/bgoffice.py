"""The source package of bgoffice: its inflection tables and word lists, expanded to lexemes."""

import hashlib
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from .lexemes import Lexeme

SHA256 = "d590182e90732923c4374996f3ec58d3bb216f6e81be08903d357a15f3d88c25"
_DATA = "bgoffice-4.1/data"
_TOWNS = "all_towns_and_villages.dat"  # every settlement; the numbered file beside it has the larger ones only
_TABLE = re.compile(r"bg\d{3}[a-z]?\.dat")
_HEAD = re.compile(r"^(?:Окончания|Тест|Думи):$", re.MULTILINE)
_CLASS = re.compile(r"\[(.+?)\]")
_NOTHING, _NO_FORM = "0", "-"
_INFLECTED = {"male", "female", "neutral", "adjective", "verb"}  # the lists of names give no definite forms


def lexemes(package: Path) -> Iterator[Lexeme]:
    """Refuses a package that is not the one this reader was written for."""
    if hashlib.sha256(package.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{package} is not bgoffice_4.1.orig.tar.gz: its SHA-256 differs")
    with tarfile.open(package) as archive:
        for member in sorted(archive.getmembers(), key=lambda each: each.name):
            path = PurePosixPath(member.name)
            if member.name.startswith(_DATA) and (_TABLE.fullmatch(path.name) or path.name == _TOWNS):
                content = archive.extractfile(member)
                assert content is not None  # noqa: S101
                yield from of_table(path.parent.name, content.read().decode("cp1251"))


def of_table(part: str, table: str) -> Iterator[Lexeme]:
    table = "\n".join(line.partition("#")[0].strip() for line in table.splitlines())
    _, endings, *_, words = _HEAD.split(table)
    cut, *added = filter(None, endings.splitlines())
    cut = cut.partition(",")[0]
    suffixes = [suffix.strip() for row in added for suffix in row.split(",")]
    for word in words.split():
        yield Lexeme(word.lower(), tuple(_forms(word.lower(), cut, suffixes)), part, whole=part in _INFLECTED)


def _forms(word: str, cut: str, suffixes: list[str]) -> Iterator[str]:
    """`cut` may hold one class of letters („е[лц]“); the letter found stands for `?` in the suffixes."""
    ending = "" if cut == _NOTHING else cut
    found = re.search(_CLASS.sub(r"([\1])", ending) + "$", word)
    if found is None:
        raise ValueError(f"{word} does not end in {cut}")
    stem, letter = word[: found.start()], found[1] if found.groups() else ""
    yield word
    for suffix in suffixes:
        if suffix != _NO_FORM:
            yield stem + suffix.replace("?", letter).replace(_NOTHING, "")
