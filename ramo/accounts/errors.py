"""What may be refused about accounts."""


class Refused(Exception):
    """Base of the refusals of this room."""


class TooManyTries(Refused):
    """Codes came too fast from one place, or from everywhere together."""


class AddressTaken(Refused):
    """There is an account with this e-mail already."""
