"""Experts for tests of this room and of those above."""

from ramo.experts import actions
from ramo.experts.models import Expert
from ramo.network.models import Institution, Library


def make_expert(sender: Institution | Library, role_bg: str = "служител на НОИ", name: str = "") -> Expert:
    return actions.add_expert(sender, role_bg=role_bg, role_en="", name=name, by=None)
