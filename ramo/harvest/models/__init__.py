"""Sources, what each run of them met, what a partner brought, and what a person must decide."""

from .questions import PlaceQuestion
from .runs import HarvestRun
from .sources import Source, SourceQuerySet
from .uploads import Upload

__all__ = ["HarvestRun", "PlaceQuestion", "Source", "SourceQuerySet", "Upload"]
