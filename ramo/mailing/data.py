"""A letter as other rooms hand it over, and what can happen to it on its way."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """`topic` is for figures and never printed. After `useless_after` it is not sent any more.

    `unsubscribe` is the address where one press ends letters of this sort (RFC 8058). A letter with it is not
    sent to an address from which letters came back for good; letters that a person asked for just now are.
    `is_secret`: opens a door to somebody; its text is nowhere to be read once it left.
    `calendar` is an iCalendar text with its METHOD (RFC 6047), which mail programs offer to put into the calendar.
    `about` is the key of what it speaks of, "claim:7": when that is forgotten, so are the letters about it.
    `is_last`: the person is forgotten already, so nothing of the letter stays once it left or cannot leave.
    """

    topic: str
    to: str
    subject: str
    text: str
    html: str
    useless_after: datetime | None = None
    unsubscribe: str = ""
    is_secret: bool = False
    calendar: str = ""
    about: str = ""
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail server says that a letter did not arrive. `status` is the code of RFC 3463, "5.1.1"."""

    mark: str
    status: str

    @property
    def is_for_good(self) -> bool:
        """The address does not exist or takes nothing; a full box or a busy server may take the next letter."""
        return self.status.startswith(("5.1.", "5.4.4", "5.7.1"))
