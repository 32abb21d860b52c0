"""Referral slips of the invented month: some were shown at their office, their codes nobody knows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

from ramo.desk import codes
from ramo.desk.models import Consultation, ReferralCount, ReferralSlip
from ramo.kit import clock

SLIP_SHARE, ARRIVED_SHARE = 0.4, 0.6
ON_THE_WAY = timedelta(days=3)
OFFICES = {"labour-office": "demo-labour-office", "nra-office": "demo-tax-office"}  # that the slips name, by referral
Of = tuple[str, date, str, int, str | None]  # library, day, area, referral, institution


def slips(consultations: Iterable[Consultation]) -> Iterator[ReferralSlip]:
    """For some of those who were sent on; those of the last days are still on their way."""
    chance = Random(2027)  # noqa: S311 (nothing secret)
    for consultation in consultations:
        if consultation.referral is None or chance.random() > SLIP_SHARE:
            continue
        came_on = consultation.on + ON_THE_WAY
        has_arrived = chance.random() < ARRIVED_SHARE and came_on <= clock.today()
        yield ReferralSlip(
            library_id=consultation.library_id,
            code_hash=codes.kept(codes.draw()),
            area_id=consultation.area_id,
            referral=consultation.referral,
            institution_id=OFFICES.get(consultation.referral.key),
            made_on=consultation.on,
            arrived_on=came_on if has_arrived else None,
            submission=UUID(int=chance.getrandbits(128), version=4),
        )


def counts(written: Iterable[ReferralSlip]) -> Iterator[ReferralCount]:
    made, arrived = Counter[Of](), Counter[Of]()
    for slip in written:
        of = (slip.library_id, slip.made_on, slip.area_id, slip.referral_id, slip.institution_id)
        made[of] += 1
        arrived[of] += slip.arrived_on is not None
    for of, number in made.items():
        library, on, area, referral, institution = of
        yield ReferralCount(
            library_id=library,
            on=on,
            area_id=area,
            referral_id=referral,
            institution_id=institution,
            made=number,
            arrived=arrived[of],
        )
