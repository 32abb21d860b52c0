"""What the clock does here."""

from .asking_actions import ask_what_is_due


def ask_partners() -> None:
    """Before something of an institution grows old it is asked, once more a week later, and then it is called."""
    ask_what_is_due()
