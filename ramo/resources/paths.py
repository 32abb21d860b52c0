"""The questions that lead to a need, and where in them a reader stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.urls import reverse

from ramo.vocabularies.models import Area

from .models import Need, NeedScreen

MOST_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One big answer; `{% said choice "title" %}` prints it in the reader's language."""

    address: str
    icon: str
    title_bg: str
    title_en: str
    hint_bg: str = ""
    hint_en: str = ""
    css_class: str = ""

    @classmethod
    def of_screen(cls, screen: NeedScreen, icon: str = "list") -> Self:
        return cls(
            reverse("resources:need", args=[screen.key]),
            screen.icon or icon,
            screen.label_bg,
            screen.label_en,
            screen.hint_bg,
            screen.hint_en,
        )

    @classmethod
    def of_need(cls, need: Need) -> Self:
        address = reverse("resources:need", args=[need.key])
        return cls(address, need.area.icon, need.title_bg, need.title_en, css_class=need.area.css_class)


class Paths:
    """All screens, read in one query: there are a few dozen."""

    def __init__(self, screens: Iterable[NeedScreen]) -> None:
        self._by_key = {screen.key: screen for screen in screens}

    @classmethod
    def read(cls) -> Self:
        return cls(NeedScreen.objects.all())

    def root(self) -> NeedScreen | None:
        return next((screen for screen in self._by_key.values() if screen.parent_id is None), None)

    def screen(self, key: str) -> NeedScreen | None:
        return self._by_key.get(key)

    def children(self, screen: NeedScreen) -> list[NeedScreen]:
        return [child for child in self._by_key.values() if child.parent_id == screen.key]

    def above(self, screen: NeedScreen) -> list[NeedScreen]:
        """From the first menu down to the one above `screen`; the root is left out."""
        parents: list[NeedScreen] = []
        parent = self._by_key.get(screen.parent_id or "")
        while parent and parent.parent_id is not None:
            parents.insert(0, parent)
            parent = self._by_key.get(parent.parent_id)
        return parents

    def step(self, screen: NeedScreen) -> tuple[int, int]:
        """(1, 3) on the first of three questions."""
        number = 1 if screen.parent_id is None else len(self.above(screen)) + 2
        below, level = 0, self.children(screen)
        while level:
            below, level = below + 1, [grandchild for child in level for grandchild in self.children(child)]
        return number, number + below


def choices_of(screen: NeedScreen, paths: Paths) -> list[Choice]:
    """Further questions, or the answers at the end; what waits for its expert is left out."""
    if children := paths.children(screen):
        return [Choice.of_screen(child) for child in children[:MOST_CHOICES]]
    needs = Need.objects.shown().filter(screen=screen).select_related("area")
    return [Choice.of_need(need) for need in needs[:MOST_CHOICES]]


def choices_of_area(area: Area, paths: Paths) -> list[Choice]:
    """The answers of an area where they are few, else the questions that lead to most of them."""
    needs = list(Need.objects.shown().filter(area=area).select_related("area"))
    if len(needs) <= MOST_CHOICES:
        return [Choice.of_need(need) for need in needs]
    questions = Counter(need.screen_id for need in needs)
    screens = (paths.screen(key) for key, _count in questions.most_common(MOST_CHOICES))
    return [Choice.of_screen(screen, area.icon) for screen in screens if screen]
