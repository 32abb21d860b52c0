"""Where things lie: the checkout, the data folder and what is kept in it."""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class DataFolder:
    """The folder (`RAMO_DATA`, else `var/` in the checkout) that holds all this house must not lose."""

    path: Path

    @classmethod
    def from_environment(cls) -> DataFolder:
        wanted = os.environ.get("RAMO_DATA")
        return cls(Path(wanted).expanduser().resolve() if wanted else CHECKOUT / "var")

    @property
    def key(self) -> str:
        """Short and stable: names what has to live outside the folder on its behalf."""
        return hashlib.sha256(os.fsencode(self.path)).hexdigest()[:12]

    @property
    def running_file(self) -> Path:
        """Locked by the process that keeps the folder; says which one."""
        return self.path / "running.json"

    @property
    def secret_key_file(self) -> Path:
        return self.path / "secret-key"

    @property
    def staff_hints_file(self) -> Path:
        return self.path / "demo-staff.txt"

    @property
    def static_root(self) -> Path:
        return self.path / "static"

    @property
    def pictures_folder(self) -> Path:
        return self.path / "media"

    @property
    def log_folder(self) -> Path:
        return self.path / "log"

    @property
    def letters_folder(self) -> Path:
        """Where letters land while no mail server is named: they hold sign-in codes."""
        return self.path / "letters"

    def create(self) -> None:
        """For root the folder must let the server's account pass; an ordinary user's is private."""
        if not self.path.is_dir():
            self.path.mkdir(parents=True, mode=0o755)
            self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
        for private in (self.log_folder, self.letters_folder):
            private.mkdir(mode=0o700, exist_ok=True)


def product_version() -> str:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])
