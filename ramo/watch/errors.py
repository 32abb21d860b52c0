"""What may be refused when partners are asked, answer, and when addresses are mended."""


class Refused(Exception):
    """Base of the refusals of this room."""


class NoAddress(Refused):
    """The institution gave no address where it may be asked; none is invented."""


class NothingToAsk(Refused):
    """Nothing public stands in the name of the institution, or nothing that it may confirm by letter."""


class WrongPerson(Refused):
    """Somebody at this address said that it is not theirs to answer."""


class DeadAddress(Refused):
    """Letters to this address come back."""


class NoSuchLink(Refused):
    """No letter of ours bears this address."""


class LinkEnded(Refused):
    """Its day has passed."""


class ChangedMeanwhile(Refused):
    """The item is no longer what the person saw."""


class AlreadySettled(Refused):
    """Staff have looked at the answer already."""


class NothingSaid(Refused):
    """Something has changed, but nothing is said of how it is now."""


class IdentifierInText(Refused):
    """The words hold a personal number or the phone of a person."""


class ReasonNeeded(Refused):
    """An answer is not returned without a word why."""


class SameAddress(Refused):
    """The new address is the old one."""


class LinkGone(Refused):
    """The address stands nowhere any more: somebody was faster."""
