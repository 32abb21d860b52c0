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
