"""What may be refused when somebody vouches for an item."""


class Refused(Exception):
    """Base of the refusals of this room."""


class ValidUntilPassed(Refused):
    """A confirmation cannot end before it begins."""


class ValidUntilTooFar(Refused):
    """Nothing is vouched for longer than its kind allows."""


class IdentifierInText(Refused):
    """A reader's text holds a personal number or a person's phone."""


class AlreadyWithdrawn(Refused):
    """What was withdrawn is not confirmed; publish it again first."""


class TooManyReports(Refused):
    """Enough readers said so within the hour; somebody is already looking."""
