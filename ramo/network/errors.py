"""What may be refused about libraries and the people who work in them."""


class Refused(Exception):
    """Base of the refusals of this room."""


class AlreadyInNetwork(Refused):
    """The library has joined already."""


class AlreadyAdded(Refused):
    """A library of this name stands in this place already, with a number of our own."""


class NotInNetwork(Refused):
    """A library that has not joined cannot leave, and nobody can work in it."""


class NotActive(Refused):
    """A closed library does not join."""


class AlreadyHasPlace(Refused):
    """This person has this role there already."""


class WrongPlaceForRole(Refused):
    """The role asks for another sort of place: a library, a district, an institution or none."""


class OverlappingHours(Refused):
    """Two spans of one day, or two changes of the same days, lie over each other."""


class DatesPassed(Refused):
    """What is over already would be shown to nobody."""


class TooManyChanges(Refused):
    """More changes or notices ahead than a page can show."""


class IdentifierInText(Refused):
    """The words hold what looks like a personal number or the phone of a person."""


class UploadGone(Refused):
    """The file is older than a day, or written already."""


class NothingToWrite(Refused):
    """The register here says all that the file does."""


class ChangedMeanwhile(Refused):
    """What was looked through is not what would be written now."""
