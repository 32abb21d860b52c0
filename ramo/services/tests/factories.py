"""Invented services for tests of this room and those above."""

from typing import Any

from ramo.network.models import Institution, Library
from ramo.services.models import LibraryService, Service, ServiceCheck
from ramo.vocabularies.models import Area

CHECKS = ("board", "script", "week")  # the last one is not required


def make_area(key: str = "employment") -> Area:
    defaults = {
        "order": 1,
        "is_main": True,
        "name_bg": "Е-заетост",
        "name_en": "E-employment",
        "plain_bg": "Работа и обучение",
        "plain_en": "Work and training",
        "purpose_bg": "…",
        "purpose_en": "…",
        "short_bg": "Работа",
        "short_en": "Work",
        "css_class": "a-work",
        "icon": "work",
    }
    return Area.objects.get_or_create(key=key, defaults=defaults)[0]


def make_service(key: str = "employment", *, partner: Institution | None = None, **values: Any) -> Service:
    """With three checks, the last of which may stay open."""
    defaults = {
        "area": make_area(key),
        "name_bg": "Е-заетост",
        "name_en": "E-employment",
        "lead_bg": "Вярна информация за работа.",
        "gives_bg": ["Обявите на бюрото по труда, с източник и дата."],
        "gives_en": ["Vacancies with source and date."],
        "never_bg": ["Не събираме автобиографии."],
        "partner": partner
        or Institution.objects.get_or_create(
            key="az", defaults={"name_bg": "Агенция по заетостта", "level": "national"}
        )[0],
        "training_bg": "Търси в сайта на агенцията.",
        "indicators_bg": ["обслужени на гишето"],
        "concept": key,
    }
    service = Service.objects.create(key=key, **{**defaults, **values})
    ServiceCheck.objects.bulk_create(
        ServiceCheck(
            key=f"{key}-{check}",
            service=service,
            order=order,
            text_bg=f"Стои {check}.",
            is_required=check != CHECKS[-1],
        )
        for order, check in enumerate(CHECKS)
    )
    return service


def give(library: Library, service: Service, **values: Any) -> LibraryService:
    """The library gives it since January."""
    columns: dict[str, Any] = {
        "library": library,
        "service": service,
        "since": "2026-01-20",
        "ticks": [f"{service.pk}-{check}" for check in CHECKS[:-1]],
        "trained_roles": ["librarian"],
        "trained_count": "1",
        **values,
    }
    given: LibraryService = LibraryService.objects.create(**columns)
    return given
