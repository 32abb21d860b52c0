"""A service becomes its index card."""

from django.urls import reverse
from django.utils import translation

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.data import Card, SaidLines, SaidText, Sheet

from .models import Service

SERVICE = "service"


def card_of(service: Service) -> Card:
    with translation.override(SOURCE_LANGUAGE):
        link = reverse("services:service", args=[service.key])
    return Card(
        kind=SERVICE,
        key=service.key,
        link=link,
        title_bg=service.name_bg,
        title_en=service.name_en,
        text_bg="\n".join([service.lead_bg, *service.gives_bg, *service.never_bg]),
        text_en="\n".join(filter(None, [service.lead_en, *service.gives_en, *service.never_en])),
        area=service.area_id,
        keywords=(service.partner.name_bg,),
        sheet=_sheet(service),
        **service.card_dates(),
    )


def _sheet(service: Service) -> Sheet:
    """What one gets, and where the help of the library ends."""
    return Sheet(
        title=SaidText(bg=service.name_bg, en=service.name_en),
        steps=SaidLines(bg=service.gives_bg, en=service.gives_en),
        papers=SaidLines(bg=[], en=[]),
        phones=[],
        notice=SaidText(bg=" ".join(service.never_bg), en=" ".join(service.never_en)) if service.never_bg else None,
        cost=None,
        refer=None,
        sources=[],
    )
