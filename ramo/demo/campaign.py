"""An invented edition of the tax campaign: the invented libraries are in it, some further than others."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Q, QuerySet

from ramo.accounts.models import User
from ramo.campaigns import actions, card_actions, joining_actions, material_actions
from ramo.campaigns.data import Answers, EditionData, MaterialData, Target
from ramo.campaigns.models import Edition, ExitCard, KeyDate, Kit, Material, Participation
from ramo.kit import clock
from ramo.network.models import Library
from ramo.tasks.models import Task

KIT, PARTNER = "c-tax", "demo-tax-office"
BEGAN = timedelta(days=20)  # ago
TARGETS = {"MON": Target(libraries=4, sessions=4, attendances=80, desk_acts=120, cards=40), "VID": Target(libraries=2)}
DONE = {"D-1": ("t2", "t3", "t4"), "D-2": ("t2",), "D-3": (), "D-4": ("t2", "t4")}
CARDS = {"D-1": 12, "D-2": 6, "D-4": 2}
PAPERS = ("лична карта", "служебна бележка за доходите", "номер на банкова сметка, ако се връща надвнесено")
REASON = "the demo takes its own rows away"


def put_campaign() -> None:
    librarian, officer = (User.objects.get(email=f"{who}@demo.invalid") for who in ("librarian", "officer"))
    edition = actions.open_edition(actions.draft(_data(), by=None), by=None)
    for number, codes in DONE.items():
        library = Library.objects.get(pk=number)
        mine = joining_actions.join(edition, library, by=librarian)
        for task in mine.tasks.select_related("participation__edition", "participation__library"):
            if task.task.task.code in codes:
                joining_actions.mark_done(task, by=librarian)
        _answer(mine, CARDS.get(number, 0))
    actions.confirm(edition, by=officer)
    papers = Material.objects.get(edition=edition, key="papers")
    material_actions.write_version(papers, MaterialData(papers.title_bg, PAPERS), by=officer)
    for key in ("poster", "places"):
        material_actions.confirm(Material.objects.get(edition=edition, key=key), by=officer)


def campaigns_put() -> list[QuerySet[Any]]:
    """In the order in which they go."""
    joined = Participation.objects.across_libraries(REASON).filter(edition__is_demo=True)
    return [ExitCard.objects.filter(participation__edition__is_demo=True), joined, editions_put()]


def editions_put() -> QuerySet[Edition]:
    return Edition.objects.filter(is_demo=True)


def said_put() -> list[QuerySet[Any]]:
    """What somebody confirmed of it."""
    of_ours = {"edition__is_demo": True}
    return [editions_put(), KeyDate.objects.filter(**of_ours), Material.objects.filter(**of_ours)]


def network_tasks_put() -> QuerySet[Task]:
    """Those of the network itself, which no invented library or office owns."""
    wanted = Q(pk__in=[])
    for pk in editions_put().values_list("pk", flat=True):
        wanted |= Q(key__startswith=f"campaign:{pk}:")
    return Task.objects.filter(wanted)


def _data() -> EditionData:
    anchor = _next_anchor()
    return EditionData(
        kit=KIT, anchor_on=anchor, partner=PARTNER, starts_on=clock.today() - BEGAN, targets=TARGETS, is_demo=True
    )


def _next_anchor() -> date:
    """Far enough for a season before it."""
    kit, today = Kit.objects.get(pk=KIT), clock.today()
    days = [day for year in (today.year, today.year + 1, today.year + 2) if (day := kit.anchor_of(year))]
    return next(day for day in days if day > today + timedelta(days=120))


def _answer(mine: Participation, count: int) -> None:
    for number in range(count):
        answers = Answers(
            learned=3 + number % 3, confident=2 + number % 4, will_use=5 - number % 2, extra={"in-time": 1 + number % 2}
        )
        card_actions.give_card(mine, answers, submission=uuid4(), is_paper=bool(number % 3))
