"""What the clock does with campaigns."""

from . import following_actions


def follow_moves() -> int:
    """Libraries whose edition moved its dates follow it; how many."""
    return sum(following_actions.follow(pk) for pk in following_actions.behind())


def follow_answers() -> int:
    """Drafts of events take the times that the partner agreed to; how many."""
    return following_actions.follow_answers()
