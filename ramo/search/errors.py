"""What this room refuses."""


class CardKeyMissing(Exception):
    """A card without kind, key, title or link could never be found again."""


class NothingToPrint(Exception):
    """This thing has no sheet, or is shown without a recommendation: neither goes to paper."""


class IndexUnfit(Exception):
    """The copy of the index on this host is missing, not finished or damaged; the database answers instead."""


class IndexSilent(IndexUnfit):
    """Nobody has said of late that the copy is up to date; it may be taken up again as it is."""
