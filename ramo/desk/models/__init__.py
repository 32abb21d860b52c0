"""Tables of the desk."""

from .lists import LogOption, RoleScript, WipeItem, nowhere
from .paper import PaperDay
from .records import Consultation, HalfDay, Handout
from .slips import ReferralCount, ReferralSlip

__all__ = [
    "Consultation",
    "HalfDay",
    "Handout",
    "LogOption",
    "PaperDay",
    "ReferralCount",
    "ReferralSlip",
    "RoleScript",
    "WipeItem",
    "nowhere",
]
