"""Fetches foreign addresses politely and guarded. Pure of Django; the network is reached here and nowhere else."""

from .data import Fetched, Limits, Status, Validators
from .fetch import fetch

__all__ = ["Fetched", "Limits", "Status", "Validators", "fetch"]
