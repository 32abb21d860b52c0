"""What the clock does here."""

from .actions import file_all_cards


def file_cards_anew() -> None:
    """The sheet of a need prints what its resources give; one that expired drops out when it is filed again."""
    file_all_cards()
