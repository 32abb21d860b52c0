"""The clock of this room."""

from .actions import close_calls
from .naming import name_occupations

__all__ = ["close_calls", "name_occupations"]
