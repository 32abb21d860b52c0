"""What may be refused here."""


class Refused(Exception):
    """Base of the refusals of this room."""


class PersonalNumberInNote(Refused):
    """A note stands before everybody: it holds no personal number and no person's phone."""


class NoteEndsTooSoon(Refused):
    """A note that is over before it begins."""


class NoteEndsTooLate(Refused):
    """Local words are looked at again twice a year."""
