"""The clock of this room."""

from .actions import close_calls

__all__ = ["close_calls"]
