"""What may be the matter with an address, and what one look at it brought."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trouble(models.TextChoices):
    DEAD = "dead", _("does not open")
    GONE = "gone", _("the page is missing")
    SOFT_404 = "soft_404", _("opens, but says that the page is missing")
    PARKED = "parked", _("the site is for sale")
    CERTIFICATE = "certificate", _("the certificate is not in order")
    CLOSED = "closed", _("lets no machine in")
    MOVED = "moved", _("has moved")
    CHANGED = "changed", _("the page has changed")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at an address. `failure` is empty where it opened."""

    failure: str = ""
    moved_to: str = ""
    content_hash: str = ""  # empty: not read, or nothing meaningful in it
    is_unchanged: bool = False  # the site itself says so
    etag: str = ""
    last_modified: str = ""
    wait: timedelta | None = None  # what the site asked for
    was_asked: bool = True  # not, where the site forbids machines to look


@dataclass(frozen=True, slots=True)
class AnswerData:
    """What a partner sends of one item. `seen` stands for what was on the page."""

    answer: str
    seen: str
    changes: dict[str, str] = field(default_factory=dict)
    other: str = ""
    send_to: str = ""
    said_by: str = ""
