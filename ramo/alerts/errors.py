"""What may be refused when somebody wants to hear of what is new."""


class Refused(Exception):
    """Base of the refusals of this room."""


class NothingAsked(Refused):
    """No word and no filter: everything would be news."""


class HealthStaysOut(Refused):
    """What a person wants to know about health is kept nowhere; feeds ask for nothing."""


class NoSuchKey(Refused):
    """No letter of ours bears this address, or what it opened is gone."""


class ListFull(Refused):
    """A library keeps as many lists as can be printed on a Monday morning."""


class NameInLabel(Refused):
    """A label says what is sought, never who seeks it."""
