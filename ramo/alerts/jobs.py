"""What the worker does with saved searches."""

import logging
import time

from . import actions, digests, paper_actions, rechoosing, yearly_actions

logger = logging.getLogger("ramo.alerts")
_SECONDS = 40  # of every minute


def read_anew() -> int:
    """How many searches were read again after the analyser changed; a little at a time, others have their turn."""
    begun, done = time.monotonic(), 0
    for some in rechoosing.read_anew():
        done += some
        if time.monotonic() - begun > _SECONDS:
            break
    return done


def match() -> int:
    """All that has become news since the last time; how many cards. What cannot be understood yet stays news."""
    if rechoosing.behind().exists():
        return 0
    seen = 0
    while taken := actions.match_some():
        seen += taken
    return seen


def write_digests() -> int:
    """How many letters were written. Runs every hour of the morning: whoever was missed has a letter an hour later."""
    written = sum(_write_to(reader) for reader in digests.readers_due())
    digests.pass_over()
    return written


def file_paper_tasks() -> int:
    return paper_actions.file_tasks()


def rechoose_anchors() -> int:
    """How many searches hang on other words than last week."""
    return rechoosing.rechoose()


def forget_letters() -> int:
    """Whoever is not known any more: their letters go as well."""
    return actions.forget_letters_to_nobody()


def ask_again() -> None:
    """Whether letters are still wanted, a year after the last yes; silence of a month is a no."""
    yearly_actions.stop_unanswered()
    yearly_actions.ask_again()


def _write_to(reader: int) -> bool:
    """One letter that cannot be written does not keep back those after it; it is tried again in an hour."""
    try:
        return digests.write_to(reader)
    except Exception:
        logger.exception("No letter was written to reader %s", reader)
        return False
