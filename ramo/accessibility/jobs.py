"""What the clock does here."""

from .actions import file_review_task


def file_statement_review() -> None:
    """The statement is looked at once a year; the office is told a month before."""
    file_review_task()
