"""The backup file: a tar of the manifest that makes promises, and of the dump and pictures that must keep them."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from ramo.launch.errors import BackupRefused

FORMAT = "ramo-backup-1"
MANIFEST = "manifest.json"
DUMP = "database.dump"
PICTURES = "media/"
_LARGEST_MANIFEST = 1_000_000
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """`tables` maps schema.table to its rows at the moment of the dump, `pictures` a path in the folder to its sum."""

    format: str
    product_version: str
    postgres_major: int
    made_at: str
    sha256: str
    bytes: int
    tables: Mapping[str, int]
    pictures: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def digest_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def write_archive(target: Path, manifest: Manifest, dump: Path, pictures: Path | None = None) -> None:
    """Written beside the target, flushed to disk, then renamed: a half-written backup never bears the name."""
    half_made = dump.with_name(f"{dump.name}.tar")
    text = json.dumps(asdict(manifest), indent=1, ensure_ascii=False).encode()
    with half_made.open("xb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            entry = tarfile.TarInfo(MANIFEST)
            entry.size, entry.mode = len(text), 0o600
            tar.addfile(entry, io.BytesIO(text))
            tar.add(dump, DUMP, filter=_without_owner)
            if pictures:
                for name in manifest.pictures:
                    tar.add(pictures / name, f"{PICTURES}{name}", filter=_without_owner)
        file.flush()
        os.fsync(file.fileno())
    half_made.chmod(0o600)
    half_made.rename(target)


def _without_owner(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


@contextmanager
def open_archive(path: Path) -> Iterator[tuple[Manifest, IO[bytes]]]:
    """The manifest and the dump, after the dump's checksum has been found right."""
    with ExitStack() as stack:
        try:
            tar = stack.enter_context(tarfile.open(path, mode="r:"))
            manifest = _manifest(_member(tar, MANIFEST).read(_LARGEST_MANIFEST), path)
            is_whole = digest_of(_member(tar, DUMP)) == manifest.sha256 and all(
                digest_of(_member(tar, f"{PICTURES}{name}")) == sum_ for name, sum_ in manifest.pictures.items()
            )
            dump = _member(tar, DUMP)
        except (FileNotFoundError, IsADirectoryError, PermissionError) as problem:
            raise BackupRefused(f"{path} cannot be read: {problem.strerror}.") from None
        except (tarfile.TarError, KeyError, EOFError, OSError) as problem:
            raise BackupRefused(f"{path} is not a backup of Ramo, or it is cut short ({problem}).") from None
        if not is_whole:
            raise BackupRefused(f"{path} is damaged: its content does not match its checksum.")
        yield manifest, dump


def bring_pictures(path: Path, manifest: Manifest, folder: Path) -> None:
    """Into the folder of pictures; their sums were found right when the archive was opened."""
    with tarfile.open(path, mode="r:") as tar:
        for name in manifest.pictures:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                shutil.copyfileobj(_member(tar, f"{PICTURES}{name}"), file)


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    member = tar.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member


def _manifest(text: bytes, path: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads(text))
        manifest.rows  # noqa: B018 (its tables must be countable)
        if any(PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts for name in manifest.pictures):
            raise ValueError("a picture outside its folder")
    except (ValueError, TypeError, AttributeError):
        raise BackupRefused(f"{path} is not a backup of Ramo: its manifest cannot be read.") from None
    if manifest.format != FORMAT:
        raise BackupRefused(f"{path} has the format {manifest.format!r}, which this version does not know.")
    return manifest
