"""A resource or a need becomes its index card, with the sheet that a hand-out prints."""

from collections.abc import Iterable
from itertools import chain

from django.urls import reverse
from django.utils import translation

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.search.data import Card, SaidLines, SaidText, Sheet, SheetPhone, SheetSource
from ramo.vocabularies.models import Notice

from .models import Guide, Need, Resource

RESOURCE, NEED = "resource", "need"
PHONES_ON_A_SHEET = 3


def kind_of(guide: Guide) -> str:
    return RESOURCE if isinstance(guide, Resource) else NEED


def card_of(guide: Resource | Need) -> Card:
    return _resource_card(guide) if isinstance(guide, Resource) else _need_card(guide)


def _resource_card(resource: Resource) -> Card:
    return Card(
        kind=RESOURCE,
        key=resource.key,
        link=_link("resources:resource", resource.key),
        title_bg=resource.name_bg,
        title_en=resource.name_en,
        text_bg=_text(resource.gives_bg, resource.how_to_bg, resource.audience_bg),
        text_en=_text(resource.gives_en, resource.how_to_en, resource.audience_en),
        area=resource.area_id,
        topics=tuple(topic.key for topic in resource.topics.all()),
        keywords=tuple(filter(None, (resource.owner_name_bg, resource.owner_name_en))),
        district=_district(resource),
        recommended=resource.is_recommended,
        sheet=_resource_sheet(resource),
        **resource.card_dates(),
    )


def _need_card(need: Need) -> Card:
    return Card(
        kind=NEED,
        key=need.key,
        link=_link("resources:need", need.key),
        title_bg=need.title_bg,
        title_en=need.title_en,
        text_bg=_text(need.refer_bg, need.steps_bg, *need.papers_bg),
        text_en=_text(need.refer_en, need.steps_en, *need.papers_en),
        area=need.area_id,
        topics=tuple(topic.key for topic in need.topics.all()),
        sheet=_need_sheet(need),
        **need.card_dates(),
    )


def _resource_sheet(resource: Resource) -> Sheet:
    """Where nobody wrote steps, what the resource gives is the only one."""
    return Sheet(
        title=SaidText(bg=resource.name_bg, en=resource.name_en),
        steps=SaidLines(
            bg=resource.how_to_bg or [resource.gives_bg],
            en=resource.how_to_en or ([] if resource.how_to_bg else _lines(resource.gives_en)),
        ),
        papers=SaidLines(bg=_lines(resource.needs_bg), en=_lines(resource.needs_en)),
        phones=_phones([resource]),
        notice=None,
        cost=SaidText(bg=resource.cost_bg, en=resource.cost_en) if resource.cost_bg else None,
        refer=None,
        sources=_sources([resource]),
    )


def _need_sheet(need: Need) -> Sheet:
    """Only resources that hold today lend their phones and addresses."""
    current = need.current_resources()
    return Sheet(
        title=SaidText(bg=need.title_bg, en=need.title_en),
        steps=SaidLines(bg=need.steps_bg, en=need.steps_en),
        papers=SaidLines(bg=need.papers_bg, en=need.papers_en),
        phones=_phones(current),
        notice=_notice(need.boundary),
        cost=None,
        refer=SaidText(bg=need.refer_bg, en=need.refer_en) if need.refer_bg else None,
        sources=_sources(current),
    )


def _district(resource: Resource) -> str:
    """The district of a local owner; what a national one gives holds in the whole country."""
    return (resource.owner.district_id or "") if resource.owner and resource.owner.level != "national" else ""


def _phones(resources: Iterable[Resource]) -> list[SheetPhone]:
    by_number = {resource.phone: _whose(resource) for resource in resources if resource.phone}
    return [SheetPhone(label=label, number=number) for number, label in list(by_number.items())[:PHONES_ON_A_SHEET]]


def _whose(resource: Resource) -> SaidText:
    """As short as people say it: НАП, not the whole name; the sheet prints it in large letters."""
    abbreviation = resource.owner.abbreviation_bg if resource.owner else ""
    return SaidText(
        bg=abbreviation or resource.owner_name_bg or resource.name_bg,
        en=resource.owner_name_en or resource.name_en,
    )


def _sources(resources: Iterable[Resource]) -> list[SheetSource]:
    return [SheetSource(label=resource.name_bg, url=resource.url) for resource in resources if resource.url]


def _notice(notice: Notice | None) -> SaidText | None:
    if notice is None:
        return None
    return SaidText(bg=f"{notice.title_bg}. {notice.text_bg}", en=f"{notice.title_en}. {notice.text_en}")


def _text(opening: str, lines: Iterable[str], *more: str) -> str:
    return "\n".join(filter(None, chain((opening,), lines, more)))


def _lines(text: str) -> list[str]:
    return [text] if text else []


def _link(name: str, key: str) -> str:
    with translation.override(SOURCE_LANGUAGE):
        return reverse(name, args=[key])
