"""What may be refused at the desk."""


class Refused(Exception):
    """Base of the refusals of this room."""


class DayNotLoggable(Refused):
    """Only today and the days of back entry are logged, never the future."""


class NotOffered(Refused):
    """A choice that its list does not hold."""


class TaskOfAnotherArea(Refused):
    """A task is logged under its own area."""


class ReasonWithoutStop(Refused):
    """Only what was not possible has a reason why."""


class SubmissionElsewhere(Refused):
    """This press of the button belongs to another library."""


class BasketFull(Refused):
    """A hand-out holds only so many sheets."""


class NotForPaper(Refused):
    """Hidden, expired, without a sheet or seen without recommendation: it is not handed out."""


class NothingToPrint(Refused):
    """A hand-out has between one sheet and the most it may hold."""


class EmptySheet(Refused):
    """A tally sheet without a stroke is no day."""


class TooManyStrokes(Refused):
    """More than a line or a sheet can hold."""


class TooLateToUndo(Refused):
    """A day from paper is taken back within ten minutes, or not at all."""


class NoSuchCode(Refused):
    """What was typed cannot stand on any slip: too short, too long, or one character is wrong."""


class DayNotOffered(Refused):
    """An office is visited today or in the next two months; an hour needs its day."""


class Unreadable(Refused):
    """A record that waited in a browser is not of the form that the desk page makes."""


class WaitedTooLong(Refused):
    """After seven days a waiting record is sent by a person, not by itself."""


class OfAnotherLibrary(Refused):
    """A waiting record goes to the library where it was made."""
