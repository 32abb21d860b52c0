"""Reads a PDF in a limited child process; what it cannot is a refusal or a paper without text."""

import json

from ramo.kit import limited
from ramo.kit.limited import Allowance, Overrun

from .data import PaperText
from .errors import Locked, NotAPdf, TooHeavy

MOST_BYTES = 10_000_000
_READER = "ramo.partnerships.paper_reader:read_packed"
_ALLOWANCE = Allowance(cpu_seconds=8, wall_seconds=20.0, answer_bytes=2_000_000)
_MARK, _LATEST = b"%PDF-", 1024  # where readers look for the mark


def read_paper(content: bytes) -> PaperText | None:
    """None where it looks like a PDF, but is too much to read in time; TooHeavy, NotAPdf, Locked else."""
    if len(content) > MOST_BYTES:
        raise TooHeavy
    if _MARK not in content[:_LATEST]:
        raise NotAPdf
    ran = limited.run(_READER, content, allowance=_ALLOWANCE)
    if ran.overrun in (Overrun.FAILED, Overrun.CRASHED):
        raise NotAPdf
    if ran.overrun:
        return None
    found = json.loads(ran.answer)
    if "fault" in found:
        raise Locked
    return PaperText(found["pages"], found["text"], found["is_whole"])
