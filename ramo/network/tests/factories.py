"""Invented places, libraries, institutions and accounts for tests of every room above this one."""

from collections.abc import Mapping
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from ramo.accounts.models import User
from ramo.network.hours_forms import SpansField
from ramo.network.models import Institution, Library, Membership, OpeningHours
from ramo.network.roles import Role
from ramo.vocabularies.models import District, Municipality, Settlement

DISTRICTS = {"MON": ("Монтана", "Montana"), "VID": ("Видин", "Vidin"), "TGV": ("Търговище", "Targovishte")}


def make_district(code: str = "MON") -> District:
    name_bg, name_en = DISTRICTS[code]
    return District.objects.get_or_create(code=code, defaults={"name_bg": name_bg, "name_en": name_en})[0]


def make_municipality(code: str = "MON99", **values: Any) -> Municipality:
    defaults = {"district": make_district(code[:3]), "name_bg": "Росен дол", "name_en": "Rosen dol", **values}
    return Municipality.objects.get_or_create(code=code, defaults=defaults)[0]


def make_settlement(ekatte: str = "99001", **values: Any) -> Settlement:
    defaults = {"kind_bg": "с.", "name_bg": "Росен дол", "name_en": "Rosen dol", "lat": 43.4, "lon": 23.2}
    values.setdefault("municipality", None)
    values["municipality"] = values["municipality"] or make_municipality()
    return Settlement.objects.get_or_create(ekatte=ekatte, defaults={**defaults, **values})[0]


def make_library(number: str = "9001", **values: Any) -> Library:
    """In the network since January 2026, unless `joined_on` says otherwise."""
    settlement = values.pop("settlement", None) or make_settlement()
    defaults = {
        "name_bg": "Светлина 1926",
        "settlement": settlement,
        "municipality": settlement.municipality,
        "district": settlement.municipality.district,
        "place_bg": f"{settlement.kind_bg} {settlement.name_bg}",
        "phone": "096 000 145",
        "joined_on": "2026-01-15",
    }
    return Library.objects.create(number=number, **{**defaults, **values})


def make_hours(library: Library, week: Mapping[int, str]) -> None:
    """By weekday, Monday is 0: {3: "9-12, 13-17"}."""
    field = SpansField()
    OpeningHours.objects.bulk_create(
        OpeningHours(library=library, weekday=weekday, opens=span.opens, closes=span.closes)
        for weekday, typed in week.items()
        for span in field.clean(typed)
    )


def make_institution(key: str = "noi", **values: Any) -> Institution:
    defaults = {"name_bg": "Национален осигурителен институт", "abbreviation_bg": "НОИ", "level": "national"}
    return Institution.objects.create(key=key, **{**defaults, **values})


def make_user(email: str, role: Role | None = None, **scope: Any) -> User:
    """An account with one membership; office and editors have their authenticator app set up.

    `scope` is library=, district= or institution=, as the role asks.
    """
    needs_app = role in {Role.EDITOR, Role.OFFICE}
    user = User(email=email, requires_totp=needs_app)
    user.set_unusable_password()  # a real hash takes a tenth of a second; the cast has eight people
    user.save()
    if needs_app:
        TOTP.activate(user, generate_totp_secret())
    if role:
        Membership.objects.create(user=user, role=role, **scope)
    return user
