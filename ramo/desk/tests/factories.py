"""Areas, log options and sheets for tests of the desk."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from ramo.desk import actions
from ramo.desk.data import ConsultationData
from ramo.desk.models import Consultation, LogOption, RoleScript, WipeItem
from ramo.kit import clock
from ramo.network.models import Library, Membership
from ramo.search import actions as search
from ramo.search.data import Card, Sheet
from ramo.vocabularies.models import Area, Notice

OPTIONS = {
    LogOption.List.TASK: ("t-vacancies:employment", "t-pik:taxes", "t-health-info:health", "t-other:"),
    LogOption.List.MODE: ("do-with:", "teach:", "print-only:"),
    LogOption.List.MINUTES: ("m5:", "m15:"),
    LogOption.List.AGE_BAND: ("a18:", "a65:", "unknown:"),
    LogOption.List.OUTCOME: ("done:", "printed:", "stopped:"),
    LogOption.List.STOP_REASON: ("no-code:", "site-down:"),
    LogOption.List.REFERRAL: ("labour-office:", "gp:", "nra-office:", "none:"),
}
AREAS = {"employment": "a-work", "health": "a-health", "taxes": "a-tax"}
FIRST_IN = {"labour-office": ["employment"], "gp": ["health"], "nra-office": ["taxes"]}


def make_lists() -> None:
    """Three areas and a few options of every list; labels are the keys."""
    for order, (key, css_class) in enumerate(AREAS.items()):
        names = dict.fromkeys(("name_bg", "name_en", "plain_bg", "plain_en", "short_bg", "short_en"), f"име-{key}")
        Area.objects.create(key=key, order=order, css_class=css_class, icon="work", **names)
    for kind, offered in OPTIONS.items():
        for order, name in enumerate(offered):
            key, _, area = name.partition(":")
            LogOption.objects.create(
                list=kind, key=key, area_id=area or None, order=order, label_bg=f"етикет-{key}", label_en=key,
                first_in=FIRST_IN.get(key, []),
            )  # fmt: skip


def make_texts() -> None:
    notice = Notice.objects.create(key="b-health", kind="boundary", title_bg="Граница", text_bg="Не лекуваме.")
    Notice.objects.create(key="b-emergency", kind="urgent", title_bg="Първо 112", text_bg="Звъним на 112.")
    RoleScript.objects.create(
        area_id="health", greeting_bg="Добър ден.", say_bg=["Не съм лекар."], never_bg=["Не гадаем."], notice=notice
    )
    WipeItem.objects.create(key="tabs", order=1, text_bg="Затворени ли са разделите?", text_en="Tabs closed?")


def make_data(**changes: Any) -> ConsultationData:
    """A session of today, unless `on` says otherwise."""
    data = ConsultationData(
        on=clock.today(), half="am", area="taxes", task="t-pik", mode="teach", minutes="m15", age_band="a65"
    )
    return replace(data, **changes)


def log(library: Library, *, submission: UUID | None = None, on: date | None = None, **changes: Any) -> Consultation:
    """Through the door, by the library's own librarian."""
    by = Membership.objects.in_force().filter(library=library).select_related("user")[0].user
    if on is not None:
        changes["on"] = on
    return actions.log_consultation(library=library, data=make_data(**changes), submission=submission or uuid4(), by=by)


def make_sheet(title: str, *, title_en: str = "", steps_en: Sequence[str] = ()) -> Sheet:
    return {
        "title": {"bg": title, "en": title_en},
        "steps": {"bg": ["Вземете лична карта.", "Идете в офиса на НОИ."], "en": list(steps_en)},
        "papers": {"bg": ["лична карта"], "en": []},
        "phones": [{"label": {"bg": "НОИ", "en": ""}, "number": "0700 14 802"}],
        "notice": {"bg": "Не казвайте ПИК на никого.", "en": ""},
        "cost": {"bg": "безплатно", "en": ""},
        "refer": None,
        "sources": [{"label": "НОИ", "url": "https://www.noi.bg/"}],
    }


def file_card(key: str = "pik-noi", **changes: Any) -> Card:
    """A need with a sheet, of the area of taxes."""
    title = changes.pop("title", "Как да получа ПИК от НОИ")
    defaults: dict[str, Any] = {
        "kind": "need", "key": key, "link": f"/nuzhda/{key}/", "title_bg": title, "area": "taxes",
        "sheet": make_sheet(title),
    }  # fmt: skip
    card = Card(**(defaults | changes))
    search.file_card(card)
    return card
