"""What may be refused here."""


class NothingToSend(Exception):
    """The letter has left already, or its text is gone: there is nothing to try again."""
