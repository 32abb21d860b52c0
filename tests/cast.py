"""The fixed cast: one person by role, in the own place and in another; a plugin for every room's tests."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from ramo.accounts.models import User
from ramo.network.models import Institution, Library
from ramo.network.roles import Role
from ramo.network.tests.factories import (
    make_institution,
    make_library,
    make_municipality,
    make_settlement,
    make_user,
)
from ramo.vocabularies.models import District, Municipality


@dataclass(frozen=True)
class Cast:
    """`library`, `district`, `institution` are the own ones; `other_…` lie elsewhere."""

    library: Library
    other_library: Library
    institution: Institution
    other_institution: Institution
    own_librarian: User
    other_librarian: User
    own_coordinator: User
    other_coordinator: User
    own_partner: User
    other_partner: User
    editor: User
    office: User

    @property
    def district(self) -> District:
        return self.library.district

    @property
    def other_district(self) -> District:
        return self.other_library.district


@pytest.fixture
def cast(db: None) -> Cast:
    library = make_library()
    far = make_settlement("99002", name_bg="Горна Ливада", name_en="Gorna Livada", municipality=_elsewhere())
    other_library = make_library("9002", name_bg="Зора 1899", settlement=far, phone="094 000 131")
    institution = make_institution()
    other_institution = make_institution("nap", name_bg="Национална агенция за приходите", abbreviation_bg="НАП")
    return Cast(
        library=library,
        other_library=other_library,
        institution=institution,
        other_institution=other_institution,
        own_librarian=make_user("librarian@rosendol.example", Role.LIBRARIAN, library=library),
        other_librarian=make_user("librarian@livada.example", Role.LIBRARIAN, library=other_library),
        own_coordinator=make_user("coordinator@montana.example", Role.COORDINATOR, district=library.district),
        other_coordinator=make_user("coordinator@vidin.example", Role.COORDINATOR, district=other_library.district),
        own_partner=make_user("expert@noi.example", Role.PARTNER, institution=institution),
        other_partner=make_user("expert@nap.example", Role.PARTNER, institution=other_institution),
        editor=make_user("editor@ramo.example", Role.EDITOR),
        office=make_user("office@ramo.example", Role.OFFICE),
    )


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser in which this person has passed both steps."""

    def open_browser(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return open_browser


def _elsewhere() -> Municipality:
    return make_municipality("VID99", name_bg="Горна Ливада", name_en="Gorna Livada")
