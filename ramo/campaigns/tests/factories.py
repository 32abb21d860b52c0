"""Kits and editions for tests of this room and of the house."""

from datetime import date, timedelta
from typing import Any

from ramo.accounts.models import User
from ramo.campaigns import actions, closing_actions, joining_actions
from ramo.campaigns.data import EditionData
from ramo.campaigns.models import Edition, Kit, KitTask, LibraryTask, Participation
from ramo.kit import clock
from ramo.network.models import Institution, Library
from ramo.resources.tests.factories import make_area
from ramo.vocabularies.models import Area

QUESTIONS = [{"key": "in-time", "text_bg": "Свърших ли работата си в срок?", "choices_bg": ["да", "още не", "не днес"]}]
MATERIALS = [
    {"key": "poster", "form": "poster", "title_bg": "Плакат", "lines_bg": []},
    {"key": "papers", "form": "list", "title_bg": "Лист с документи", "lines_bg": []},
    {"key": "places", "form": "sign", "title_bg": "Табела", "lines_bg": ["Днес има места", "Попитайте на гишето."]},
    {"key": "card", "form": "card", "title_bg": "Карта за обратна връзка", "lines_bg": []},
    {"key": "lesson", "form": "session", "title_bg": "Покана за урок", "lines_bg": []},
]
TASKS: list[dict[str, Any]] = [
    {"code": "t1", "offset_days": -40, "who": "network", "text_bg": "Получаваме материалите."},
    {"code": "t2", "offset_days": -30, "who": "library", "text_bg": "Обаждаме се на офиса."},
    {
        "code": "t3",
        "offset_days": -20,
        "who": "partner",
        "text_bg": "Урок с лектор.",
        "event_kind": "school",
        "event_title_bg": "Урок: за какво плащаме данъци",
        "minutes": 40,
        "ask": "talk",
    },
    {
        "code": "t4",
        "offset_days": -10,
        "who": "partner",
        "text_bg": "Следобед с експерт.",
        "event_kind": "talk",
        "event_title_bg": "Следобед с експерт",
        "from_hour": 14,
        "minutes": 180,
        "ask": "hours",
    },
    {"code": "t5", "offset_days": 7, "who": "library", "text_bg": "Въвеждат се картите.", "is_required": False},
]


def make_kit(key: str = "c-tax", **changes: Any) -> Kit:
    area = Area.objects.first() or make_area()
    facts: dict[str, Any] = {
        "order": 1,
        "area": area,
        "title_bg": "Влез в час с данъците",
        "title_en": "Get into class with taxes",
        "slogan_bg": "За какво плащаме",
        "goal_bg": "Хора, които подават сами и в срок.",
        "anchor_bg": "крайният срок",
        "anchor_month_day": "04-30",
        "season_bg": "от януари до май",
        "repeats": "yearly",
        "audiences_bg": ["ученици"],
        "phases": [{"key": "desk", "name_bg": "Гише"}],
        "dates": [{"key": "deadline", "month_day": "04-30", "text_bg": "Краен срок."}],
        "session_minutes": 40,
        "session_age_bg": "от 12 до 18 години",
        "session_steps_bg": ["5 минути – въпроси."],
        "materials": MATERIALS,
        "desk_rules_bg": ["Кодът, сумата и бутонът са на човека."],
        "questions": QUESTIONS,
        "targets_bg": "Един урок и два следобеда.",
        **changes,
    }
    kit, is_new = Kit.objects.get_or_create(key=key, defaults=facts)
    if is_new:
        defaults = {"phase": "desk", "is_required": True}
        KitTask.objects.bulk_create(
            KitTask(key=f"{key}-{task['code']}", kit=kit, order=order, **{**defaults, **task})
            for order, task in enumerate(TASKS, 1)
        )
    return kit


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def edition_data(**changes: Any) -> EditionData:
    return EditionData(**{"kit": make_kit().pk, "anchor_on": in_days(60), **changes})


def make_edition(partner: Institution | None = None, *, is_open: bool = True, **changes: Any) -> Edition:
    edition = actions.draft(edition_data(partner=partner.pk if partner else "", **changes), by=None)
    return actions.open_edition(edition, by=None) if is_open else edition


def joined(edition: Edition, library: Library, by: User) -> Participation:
    return joining_actions.join(edition, library, by=by)


def task_of(participation: Participation, code: str) -> LibraryTask:
    rows = participation.tasks.select_related("task__task", "participation__edition", "participation__library")
    return rows.get(task__task__code=code)


def own_campaign(library: Library, partner: Institution, by: User) -> Participation:
    """An open edition with the library in it; the same one each time it is asked for."""
    edition = Edition.objects.filter(kit=make_kit(), closed_at=None).first() or make_edition(partner)
    return joined(edition, library, by)


def own_report(partner: Institution) -> Edition:
    """A closed one of another kit; the same one each time."""
    kit = make_kit("c-digital-club", title_bg="Дигитален клуб", order=2)
    edition = Edition.objects.filter(kit=kit).first() or make_edition(partner, kit=kit.pk)
    closing_actions.close(edition, "Повече време за въпроси.", by=None)
    edition.refresh_from_db()
    return edition
