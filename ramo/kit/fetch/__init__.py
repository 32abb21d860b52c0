"""Fetches foreign addresses politely and guarded. The network is reached here and nowhere else."""

from .data import Fetched, Limits, Refusal, Status, Validators
from .door import fetch
from .walls import Wall, wall_of

__all__ = ["Fetched", "Limits", "Refusal", "Status", "Validators", "Wall", "fetch", "wall_of"]
