"""An open edition becomes its index card; a draft and what is closed have none."""

from django.urls import reverse
from django.utils import translation

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.data import Card, SaidLines, SaidText, Sheet

from .models import Edition, KitTask

KIND = "campaign"


def card_of(edition: Edition) -> Card:
    """Read with `whole()`."""
    kit = edition.kit
    with translation.override(SOURCE_LANGUAGE):
        link = reverse("campaigns:campaign", args=[edition.slug])
    partner = (edition.partner.name_bg,) if edition.partner else ()
    return Card(
        kind=KIND,
        key=edition.slug,
        link=link,
        title_bg=edition.title_bg,
        title_en=edition.title_en,
        text_bg="\n".join([kit.slogan_bg, kit.goal_bg, *kit.audiences_bg, *_events(edition)]),
        area=kit.area_id,
        keywords=("кампания", *partner),
        sheet=_sheet(edition),
        **edition.card_dates(),
    )


def _events(edition: Edition) -> list[str]:
    titles = KitTask.objects.filter(kit=edition.kit_id).exclude(event_title_bg="")
    return list(titles.values_list("event_title_bg", flat=True))


def _sheet(edition: Edition) -> Sheet:
    rules = " ".join(edition.kit.desk_rules_bg)
    return Sheet(
        title=SaidText(bg=edition.title_bg, en=edition.title_en),
        steps=SaidLines(bg=[edition.kit.goal_bg, *_events(edition)], en=[]),
        papers=SaidLines(bg=[], en=[]),
        phones=[],
        notice=SaidText(bg=rules, en="") if rules else None,
        cost=None,
        refer=None,
        sources=[],
    )
