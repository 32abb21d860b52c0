"""What the clock does here."""

import logging
from contextlib import suppress
from time import monotonic

from ramo.kit.fetch import Validators

from .asking_actions import ask_what_is_due
from .data import Look, Trouble
from .errors import LinkGone
from .link_actions import collect, note
from .looking import look_at
from .models import WatchedLink
from .waiting import tell_of_links

logger = logging.getLogger("ramo.watch")
MOST_LOOKS, SECONDS, MOST_ON_ONE_HOST = 40, 40.0, 5  # in one run, so that letters need not wait behind it
LEAST_TO_JUDGE = 5


def ask_partners() -> None:
    """Before something of an institution grows old it is asked, once more a week later, and then it is called."""
    ask_what_is_due()


def collect_links() -> None:
    """Addresses come and go with the things in which they stand."""
    collect()


def check_links() -> int:
    """Some of those that are due, the longest waiting first; how many were looked at."""
    began, looks = monotonic(), list[tuple[WatchedLink, Look]]()
    for link in WatchedLink.objects.due(on_one_host=MOST_ON_ONE_HOST)[:MOST_LOOKS]:
        if monotonic() - began > SECONDS:
            break
        known = Validators(link.etag, link.last_modified) if link.content_hash else None
        looks.append((link, look_at(link.address, is_source=link.is_source, known=known)))
    if _our_line_is_down([look for _link, look in looks]):
        logger.warning("None of %s addresses answered: that is our line, not theirs. Nothing is noted", len(looks))
        return 0
    for link, look in looks:
        with suppress(LinkGone):  # it was taken out of its text meanwhile
            note(link, look)
    if looks:
        tell_of_links()
    return len(looks)


def _our_line_is_down(looks: list[Look]) -> bool:
    return len(looks) >= LEAST_TO_JUDGE and all(look.failure == Trouble.DEAD for look in looks)
