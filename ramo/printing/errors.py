"""What may be refused when something is printed."""


class UnknownTemplate(Exception):
    """There is no such template in this room."""


class TooMuchToPrint(Exception):
    """More data than one PDF may hold."""
