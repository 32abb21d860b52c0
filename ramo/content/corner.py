"""A library's own text and pictures, for its page."""

from ramo.network.models import Library

from .data import Corner
from .models import LibraryCorner


def corner_of(library: Library) -> Corner | None:
    """What was published and holds now; nothing where the library wrote nothing."""
    found = LibraryCorner.objects.shown().filter(library=library).prefetch_related("corner_pictures__picture").first()
    return found.as_shown() if found and found.text_bg else None
