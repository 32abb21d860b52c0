"""What the clock does here."""

from . import actions


def keep_time() -> None:
    """Pages go up and come down at the minute their editor chose; readers never see one past its time meanwhile."""
    actions.keep_time()


def forget_traces() -> None:
    actions.forget_traces()
