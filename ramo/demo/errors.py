"""What may be refused about the demo."""


class NotTheDemo(Exception):
    """This house does not run as a demo, so nothing invented comes into it."""
