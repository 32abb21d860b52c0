"""What may be refused about accounts."""


class Refused(Exception):
    """Base of the refusals of this room."""


class AddressTaken(Refused):
    """There is an account with this e-mail already."""
