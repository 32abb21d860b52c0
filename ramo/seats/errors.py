"""What may be refused about scarce places."""


class Refused(Exception):
    """Base of the refusals of this room."""


class NotOpen(Refused):
    """Places are not given yet, or no more."""


class PartyTooLarge(Refused):
    """More people than one claim may bring; `largest` says how many."""

    def __init__(self, largest: int) -> None:
        super().__init__(largest)
        self.largest = largest


class AlreadyClaimed(Refused):
    """This phone or e-mail holds a place or waits for one."""


class NothingHeld(Refused):
    """The claim was given up, lapsed, or is over."""


class OfferLapsed(Refused):
    """The time to accept has passed; the next in line was asked."""


class NoRoomThere(Refused):
    """Where the claim should move there is no place for the whole party."""


class FewerThanTaken(Refused):
    """The capacity would be smaller than what people hold; `taken` says how many."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.taken = taken


class NoSuchKey(Refused):
    """A link or code that opens nothing."""
