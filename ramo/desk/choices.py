"""What the log offers, read once a page: areas with their tasks and referrals, and the short lists."""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import get_language

from ramo.kit.languages import said
from ramo.vocabularies.models import Area

from .data import NO_REFERRAL
from .models import LogOption

AT_ONCE = 9  # as many as there are digit keys
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """Choices of one list; the first `at_once` show, the rest open by a press."""

    choices: tuple[Choice, ...]
    at_once: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class LogChoices:
    areas: tuple[Area, ...]
    options: tuple[LogOption, ...]

    @classmethod
    def read(cls) -> Self:
        return cls(tuple(Area.objects.all()), tuple(LogOption.objects.all()))

    def offered(self, kind: LogOption.List) -> Offer:
        return Offer(tuple(_choice(option) for option in self._of(kind)))

    def tasks(self, area: Area) -> Offer:
        found = [option for option in self._of(LogOption.List.TASK) if option.area_id in {None, area.pk}]
        return Offer(tuple(_choice(option) for option in found))

    def referrals(self, area: Area) -> Offer:
        """None first, then those that fit the area, then every other."""
        found = self._of(LogOption.List.REFERRAL)
        none = [option for option in found if option.key == NO_REFERRAL]
        fitting = [option for option in found if area.pk in option.first_in]
        others = [option for option in found if option not in fitting and option.key != NO_REFERRAL]
        at_once = min(len(none) + len(fitting), AT_ONCE)
        return Offer(tuple(_choice(option) for option in (*none, *fitting, *others)), at_once)

    def _of(self, kind: LogOption.List) -> list[LogOption]:
        return [option for option in self.options if option.list == kind]


def _choice(option: LogOption) -> Choice:
    return option.key, str(said(option, "label", get_language()))
