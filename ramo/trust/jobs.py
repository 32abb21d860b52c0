"""What the clock does here."""

from .actions import refresh_review_tasks


def file_review_tasks() -> None:
    """Dates pass on their own: every night staff are told what waits for them."""
    refresh_review_tasks()
