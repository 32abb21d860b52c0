"""Invented areas, resources and paths for tests of this room and of those above."""

from typing import Any

from ramo.network.models import Institution
from ramo.resources.models import Need, NeedResource, NeedScreen, Resource
from ramo.vocabularies.models import Area, Notice, Topic

AREAS = {
    "employment": ("Работа", "Work", "a-work", "work"),
    "health": ("Здраве", "Health", "a-health", "health"),
    "culture": ("Култура", "Culture", "a-culture", "culture"),
    "taxes": ("Данъци и услуги", "Taxes and services", "a-tax", "tax"),
}


def make_area(key: str = "employment", **values: Any) -> Area:
    short_bg, short_en, css_class, icon = AREAS[key]
    names = {"name_bg": f"Е-{short_bg}", "name_en": short_en, "plain_bg": short_bg, "plain_en": short_en}
    defaults = {
        **names,
        "order": list(AREAS).index(key),
        "is_main": True,
        "short_bg": short_bg,
        "short_en": short_en,
        "purpose_bg": short_bg,
        "purpose_en": short_en,
        "css_class": css_class,
        "icon": icon,
        "requires_verification": key == "health",
        **values,
    }
    return Area.objects.get_or_create(key=key, defaults=defaults)[0]


def make_topic(key: str = "emp-vacancies", **values: Any) -> Topic:
    defaults = {
        "label_bg": "Свободни места",
        "label_en": "Vacancies",
        "synonyms_bg": ["обяви", "търся работа", "места"],
    }
    values.setdefault("area", None)
    values["area"] = values["area"] or make_area()
    return Topic.objects.get_or_create(key=key, defaults={**defaults, **values})[0]


def make_notice(key: str = "b-employment", **values: Any) -> Notice:
    defaults = {
        "kind": Notice.Kind.BOUNDARY,
        "title_bg": "Информация, не посредничество",
        "title_en": "Information, not job mediation",
        "text_bg": "Библиотеката не посредничи при наемане.",
        "text_en": "The library is no labour intermediary.",
    }
    return Notice.objects.get_or_create(key=key, defaults={**defaults, **values})[0]


def make_resource(key: str = "az-ejobs", *, topics: tuple[Topic, ...] = (), **values: Any) -> Resource:
    """Published, unverified, with its steps; `owner` is an institution or nobody."""
    owner: Institution | None = values.pop("owner", None)
    defaults = {
        "area": values.pop("area", None) or make_area(),
        "name_bg": "Свободни места в бюрата по труда",
        "url": "https://www.az.government.bg/bg/ejobs/",
        "source_url": "https://www.az.government.bg/",
        "gives_bg": "Списък на заявените свободни места.",
        "how_to_bg": ["Изберете областта.", "Препишете телефона на бюрото."],
        "needs_bg": "нищо",
        "cost_bg": "безплатно",
        "languages": ["bg"],
        "owner": owner,
    }
    resource = Resource.objects.create(key=key, **{**defaults, **values})
    resource.topics.set(topics)
    return resource


def make_screen(key: str = "work-find", parent: NeedScreen | None = None, **values: Any) -> NeedScreen:
    defaults = {
        "order": NeedScreen.objects.filter(parent=parent).count(),
        "label_bg": "Търся работа",
        "label_en": "I am looking for work",
        "question_bg": "Каква работа?",
        "question_en": "What work?",
    }
    return NeedScreen.objects.create(key=key, parent=parent, **{**defaults, **values})


def make_paths() -> NeedScreen:
    """root → work → work-find; the last one, which takes needs."""
    root = make_screen("root", question_bg="Какво ви трябва днес?", question_en="What do you need today?")
    work = make_screen("work", root, label_bg="Работа и учене", question_bg="За какво става дума?")
    return make_screen("work-find", work)


def make_need(key: str = "job-nearby", *, resources: tuple[Resource, ...] = (), **values: Any) -> Need:
    screen = values.pop("screen", None) or NeedScreen.objects.filter(key="work-find").first() or make_paths()
    defaults = {
        "screen": screen,
        "order": Need.objects.filter(screen=screen).count(),
        "area": values.pop("area", None) or make_area(),
        "title_bg": "Търся работа наблизо",
        "title_en": "I am looking for a job nearby",
        "steps_bg": ["Кажете какво можете.", "Отваряме обявите.", "Обадете се в бюрото."],
        "papers_bg": ["лична карта"],
        "refer_bg": "Трудовият посредник в бюрото по труда.",
        "boundary": make_notice(),
    }
    need = Need.objects.create(key=key, **{**defaults, **values})
    NeedResource.objects.bulk_create(
        NeedResource(need=need, resource=resource, order=order) for order, resource in enumerate(resources)
    )
    return need
