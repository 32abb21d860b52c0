"""The kinds of things that file cards: their names and icons, as data. A new kind adds a row here."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramo.design.data import DUE_SOON


@dataclass(frozen=True, slots=True)
class Kind:
    """`due_soon`: how long before its last day a thing of this kind is said to expire soon."""

    key: str
    label: str | Promise
    icon: str
    due_soon: timedelta = DUE_SOON


KINDS = {
    kind.key: kind
    for kind in (
        Kind("need", _("Step by step"), "list"),
        Kind("resource", _("Official service"), "service"),
        Kind("service", _("Service of the libraries"), "help"),
        Kind("library", _("Library"), "library"),
        Kind("concept", _("Concept"), "concept"),
        Kind("page", _("Page"), "article"),
        Kind("vacancy", _("Vacancy"), "work", timedelta(days=3)),
        Kind("course", _("Course"), "course", timedelta(days=7)),
        Kind("call", _("Funding call"), "euro", timedelta(days=7)),
        Kind("culture", _("From the world of culture"), "culture"),
    )
}


def kind_of(key: str) -> Kind:
    """The kind, or a plain one named by its key where no row tells more."""
    return KINDS.get(key) or Kind(key, key, "article")
