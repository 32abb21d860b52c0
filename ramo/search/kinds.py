"""The kinds of things that file cards: their names and icons, as data. A new kind adds a row here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    key: str
    label: str | Promise
    icon: str


KINDS = {
    kind.key: kind
    for kind in (
        Kind("need", _("Step by step"), "list"),
        Kind("resource", _("Official service"), "service"),
        Kind("service", _("Service of the libraries"), "help"),
        Kind("library", _("Library"), "library"),
        Kind("concept", _("Concept"), "concept"),
        Kind("page", _("Page"), "article"),
    )
}


def kind_of(key: str) -> Kind:
    """The kind, or a plain one named by its key where no row tells more."""
    return KINDS.get(key) or Kind(key, key, "article")
