"""What may be refused when resources and paths are edited or confirmed."""


class Refused(Exception):
    """Base of the refusals of this room."""


class KeyTaken(Refused):
    """An address is never reused: this key stands or stood for something else."""


class NoSuchStep(Refused):
    """States follow draft → in review → published → withdrawn; nothing jumps."""


class ExpertNeeded(Refused):
    """A health text is confirmed by an expert of an institution, not by an editor."""
