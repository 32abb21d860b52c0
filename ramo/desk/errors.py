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
