"""The kinds of things that file cards: their names and icons, as data. A new kind adds a row here."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramo.design.data import DUE_SOON


@dataclass(frozen=True, slots=True)
class Kind:
    """`due_soon`: how long before its last day a thing of this kind is said to expire soon.

    `half_life`: after how long it is half as fresh, for the order of results.
    `has_deadline`: its last day is the last one on which somebody may act; else only what is said of it runs out.
    """

    key: str
    label: str | Promise
    icon: str
    due_soon: timedelta = DUE_SOON
    half_life: timedelta = timedelta(days=365)
    has_deadline: bool = False


KINDS = {
    kind.key: kind
    for kind in (
        Kind("need", _("Step by step"), "list"),
        Kind("resource", _("Official service"), "service"),
        Kind("service", _("Service of the libraries"), "help"),
        Kind("campaign", _("Campaign"), "campaign", has_deadline=True),
        Kind("library", _("Library"), "library"),
        Kind("concept", _("Concept"), "concept"),
        Kind("agreement", _("Agreement"), "agreement"),
        Kind("page", _("Page"), "article"),
        Kind("vacancy", _("Vacancy"), "work", timedelta(days=3), timedelta(days=14), has_deadline=True),
        Kind("course", _("Course"), "course", timedelta(days=7), timedelta(days=30), has_deadline=True),
        Kind("call", _("Funding call"), "euro", timedelta(days=7), timedelta(days=30), has_deadline=True),
        Kind("event", _("Event"), "event", timedelta(days=0), has_deadline=True),
        Kind("hours", _("Bookable hour"), "clock", timedelta(days=0), has_deadline=True),
        Kind("culture", _("From the world of culture"), "culture", half_life=timedelta(days=60)),
    )
}


def kind_of(key: str) -> Kind:
    """The kind, or a plain one named by its key where no row tells more."""
    return KINDS.get(key) or Kind(key, key, "article")
