"""What this room refuses."""


class CardKeyMissing(Exception):
    """A card without kind, key, title or link could never be found again."""


class NothingToPrint(Exception):
    """This thing has no sheet, or is shown without a recommendation: neither goes to paper."""
