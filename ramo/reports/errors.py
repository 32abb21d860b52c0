"""What is refused when a proof of delivery is asked for."""


class PeriodNotOver(Exception):
    """The last day has not passed: what would be frozen still moves."""


class PeriodUnfit(Exception):
    """The days are out of order, or more than a year apart."""


class ReasonNeeded(Exception):
    """There is a proof for this partner, territory and period; another must say why it is made."""


class NoSuchProof(Exception):
    """Nothing bears this number."""
