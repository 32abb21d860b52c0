"""Raw record → offer."""

from datetime import date

from ramo.harvest.data import RawRecord, Reason, Rejected
from ramo.listings.data import AnyListingData

from .data import Defaults, Unclear
from .occupations import Occupations
from .places import Gazetteer


def normalise(
    record: RawRecord, *, defaults: Defaults, gazetteer: Gazetteer, occupations: Occupations, today: date
) -> AnyListingData | Rejected | Unclear:
    """Events, resources and articles are no offers: Rejected(WRONG_KIND) unless `defaults.kind` says what they are."""
    return Rejected(record.where, Reason.WRONG_KIND, external_id=record.external_id)
