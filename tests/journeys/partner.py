"""The letter that a partner of the demonstration got."""

from pathlib import Path


def letter_of(data_folder: Path) -> str:
    """The path of its address."""
    for line in (data_folder / "demo-staff.txt").read_text(encoding="utf-8").splitlines():
        if "/proverka/" in line:
            return line.strip()[line.strip().index("/proverka/") :]
    raise LookupError("no letter to a partner in the demonstration")
