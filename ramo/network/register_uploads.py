"""Files that wait for a person's word: kept for a day at most, under a name nobody can guess."""

import hashlib
import re
import secrets
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from ramo.kit import clock

from .errors import UploadGone

KEPT = timedelta(days=1)
_TOKEN = re.compile("[0-9a-f]{32}")


def keep(content: bytes) -> str:
    """The name by which it is brought again."""
    forget_old()
    token = secrets.token_hex(16)
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{token}-{_digest(content)}.csv"
    path.touch(mode=0o600)
    path.write_bytes(content)
    return token


def bring(token: str) -> bytes:
    """As it was kept, to the byte; UploadGone where it is older, written already or was touched."""
    path = _path(token)
    try:
        content = path.read_bytes()
    except FileNotFoundError as missing:
        raise UploadGone from missing
    if _is_old(path) or path.stem != f"{token}-{_digest(content)}":
        raise UploadGone
    return content


def drop(token: str) -> None:
    _path(token).unlink(missing_ok=True)


def forget_old() -> None:
    for path in _folder().glob("*.csv"):
        if _is_old(path):
            path.unlink(missing_ok=True)


def _path(token: str) -> Path:
    found = list(_folder().glob(f"{token}-*.csv")) if _TOKEN.fullmatch(token) else []
    if not found:
        raise UploadGone
    return found[0]


def _is_old(path: Path) -> bool:
    try:
        return clock.now().timestamp() - path.stat().st_mtime > KEPT.total_seconds()
    except FileNotFoundError:  # another press has just dropped it
        return False


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _folder() -> Path:
    return Path(settings.RAMO_UPLOADS)
