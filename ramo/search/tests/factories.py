"""Cards and places for tests."""

from typing import Any

from ramo.search import actions
from ramo.search.data import Card
from ramo.vocabularies.models import Area, District, Municipality, Settlement, Topic


def make_card(**changes: Any) -> Card:
    defaults: dict[str, Any] = {
        "kind": "resource",
        "key": "az-portal",
        "link": "/resurs/az-portal/",
        "title_bg": "Портал на Агенцията по заетостта",
    }
    return Card(**(defaults | changes))


def file(title: str, **changes: Any) -> Card:
    """Files a card named `title`; its key is the title where none is given."""
    card = make_card(**({"title_bg": title, "key": title[:80], "link": "/resurs/x/"} | changes))
    actions.file_card(card)
    return card


def make_area(key: str, **changes: Any) -> Area:
    names = dict.fromkeys(("name_bg", "name_en", "plain_bg", "plain_en", "short_bg", "short_en"), key)
    defaults = {"order": 1, "css_class": f"a-{key}", "icon": "common", "purpose_bg": "", "purpose_en": ""}
    return Area.objects.create(key=key, **(names | defaults | changes))


def make_topic(key: str, area: Area, *synonyms: str) -> Topic:
    return Topic.objects.create(key=key, area=area, label_bg=key, label_en=key, synonyms_bg=list(synonyms))


def make_place(ekatte: str, name: str, **changes: Any) -> Settlement:
    """`district`: its code, name and municipality are made of it. `at`: latitude and longitude."""
    code = changes.pop("district", "MON")
    lat, lon = changes.pop("at", (None, None))
    district, _ = District.objects.get_or_create(code=code, defaults={"name_bg": code, "name_en": code})
    municipality, _ = Municipality.objects.get_or_create(
        code=f"{code}01", district=district, defaults={"name_bg": f"Община {code}"}
    )
    defaults = {"kind_bg": "с.", "name_en": name, "municipality": municipality, "lat": lat, "lon": lon}
    return Settlement.objects.create(ekatte=ekatte, name_bg=name, **(defaults | changes))
