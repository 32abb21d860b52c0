"""Questions to partners with their answers, and watched addresses with the spots where they stand."""

from .asking import AskedLink, LinkToken, PartnerAnswer
from .links import LinkSpot, WatchedLink

__all__ = ["AskedLink", "LinkSpot", "LinkToken", "PartnerAnswer", "WatchedLink"]
