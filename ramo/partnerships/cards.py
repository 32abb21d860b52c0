"""An agreement in force becomes its index card."""

from django.urls import reverse
from django.utils import translation

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.data import Card

from .models import Agreement

AGREEMENT = "agreement"
KEYWORDS = ("споразумение", "партньор", "договор")


def card_of(agreement: Agreement) -> Card:
    """Its last day is that of the card, so it leaves the catalogue by itself."""
    with translation.override(SOURCE_LANGUAGE):
        link = reverse("partnerships:agreement", args=[agreement.pk])
    names = [party.name_bg for party in agreement.parties]
    area = agreement.areas.order_by("order").first()
    return Card(
        kind=AGREEMENT,
        key=str(agreement.pk),
        link=link,
        title_bg=f"Споразумение с {agreement.partner}: {agreement.subject_bg}",
        title_en=f"Agreement with {agreement.partner}: {agreement.subject_en}" if agreement.subject_en else "",
        text_bg="\n".join([*names, agreement.our_side_bg]),
        area=area.pk if area else "",
        keywords=KEYWORDS,
        district=agreement.district_id or "",
        valid_until=agreement.until,
        verified_on=agreement.verified_on,
        verified_as=agreement.verified_as,
        public=agreement.is_in_force,
        is_demo=agreement.is_demo,
    )
