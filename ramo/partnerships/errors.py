"""What may be refused about agreements, their duties and papers."""

from datetime import date


class Refused(Exception):
    """Base of the refusals of this room."""


class PartnerGone(Refused):
    """An institution that is withdrawn signs nothing and extends nothing; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PlaceMissing(Refused):
    """A district or local agreement stands in a district; a national one in none."""


class ParentNotNational(Refused):
    """Only a national agreement has partnerships under it, and hangs under none."""


class TermsAreSigned(Refused):
    """What was signed changes by annex, not by correction; `column` says what was to change."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


class TermBackwards(Refused):
    """The last day lies before the first."""


class NoNotice(Refused):
    """An agreement without a last day must say how long the notice is."""


class AlreadySigned(Refused):
    """It is signed."""


class NotSigned(Refused):
    """A draft is neither extended, amended nor ended."""


class AlreadyEnded(Refused):
    """Its term is over; a new agreement is needed."""

    def __init__(self, on: date | None) -> None:
        super().__init__(str(on))
        self.on = on


class Overlaps(Refused):
    """Another agreement with this partner on this subject stands in some of these days."""

    def __init__(self, other: int | None) -> None:
        super().__init__(str(other))
        self.other = other


class NumberTaken(Refused):
    """Another agreement bears this number."""


class ChangedMeanwhile(Refused):
    """Somebody has moved the last day since it was shown; `until` is what stands now."""

    def __init__(self, until: date | None) -> None:
        super().__init__(str(until))
        self.until = until


class NotLonger(Refused):
    """An extension ends later than what it extends."""


class CoveredAlready(Refused):
    """This library is covered; a second time would count it twice."""


class CoveredByTerritory(Refused):
    """The agreement covers all libraries of its territory; none is added by hand."""


class OutsideTerritory(Refused):
    """The library is not in the network, or lies outside the territory of the agreement."""


class NotCovered(Refused):
    """The library is not covered."""


class NotADutyHere(Refused):
    """The duty is not one of this agreement, or is dropped."""


class NoEvidence(Refused):
    """Done without saying what was done."""


class DayAhead(Refused):
    """What lies ahead is not done yet, and what was signed was signed by today."""


class TooHeavy(Refused):
    """More bytes than a paper may have."""


class NotAPdf(Refused):
    """The content is no PDF, whatever its name says, or one that cannot be opened."""


class Locked(Refused):
    """The PDF asks for a password."""


class AttachedAlready(Refused):
    """The same file is attached already."""


class IdentifierInText(Refused):
    """A personal number or a private phone stands in a text; `column` says in which."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column
