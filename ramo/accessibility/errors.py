"""What may be refused when a reader says what is in the way."""


class Refused(Exception):
    """Base of the refusals of this room."""


class IdentifierInText(Refused):
    """The text holds a personal number or a person's phone."""


class TooManyBarriers(Refused):
    """Enough was sent within the hour; nobody's address is kept to count by."""
