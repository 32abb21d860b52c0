"""What stands round every page. A middleware of a higher floor puts three things on the request:

`chosen_library` (ChosenLibrary or None), `big_type` (bool), `working_as` (WorkingAs or None).
Without them, as on an error page, the frame is that of an unknown reader.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.kit.languages import SOURCE_LANGUAGE

from .data import ChosenLibrary, StaffTab, WorkingAs

OTHER_LANGUAGE = "en"
_TABS: dict[StaffTab, tuple[str, Promise]] = {
    StaffTab.DESK: ("desk:desk", _("Desk")),
    StaffTab.REVIEW: ("resources:review", _("For review")),
    StaffTab.OFFERS: ("listings:offers", _("Offers")),
    StaffTab.EVENTS: ("events:events", _("Events")),
    StaffTab.HOURS: ("appointments:overview", _("Hours")),
    StaffTab.REQUESTS: ("invitations:requests", _("Requests")),
    StaffTab.SERVICES: ("services:services", _("Services")),
    StaffTab.AGREEMENTS: ("partnerships:register", _("Agreements")),
    StaffTab.CAMPAIGNS: ("campaigns:campaigns_desk", _("Campaigns")),
    StaffTab.PAGES: ("content:composing", _("Pages")),
    StaffTab.FIGURES: ("desk:figures", _("Figures")),
    StaffTab.PROOFS: ("reports:proofs", _("Proofs")),
    StaffTab.NETWORK: ("network:overview", _("Network")),
}


@dataclass(frozen=True, slots=True)
class Tab:
    address: str
    text: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    language: str
    other_language_address: str
    phone: str
    is_demo: bool
    library: ChosenLibrary | None = None
    is_big: bool = False
    working_as: WorkingAs | None = None
    tabs: tuple[Tab, ...] = ()


def frame(request: HttpRequest) -> dict[str, Frame]:
    working_as: WorkingAs | None = getattr(request, "working_as", None)
    return {
        "frame": Frame(
            language=get_language() or SOURCE_LANGUAGE,
            other_language_address=in_other_language(request.get_full_path()),
            phone=settings.RAMO_PHONE,
            is_demo=settings.RAMO_DEMO,
            library=getattr(request, "chosen_library", None),
            is_big=getattr(request, "big_type", False),
            working_as=working_as,
            tabs=_tabs(working_as, request.path) if working_as else (),
        )
    }


def bare_frame() -> dict[str, Frame]:
    """The frame when nothing may be asked, not even the request."""
    language = get_language() or SOURCE_LANGUAGE
    home = f"/{OTHER_LANGUAGE}/" if language == SOURCE_LANGUAGE else "/"
    return {"frame": Frame(language, home, settings.RAMO_PHONE, settings.RAMO_DEMO)}


def in_other_language(address: str) -> str:
    """The same page: slugs are the same, English stands under a prefix."""
    prefix = f"/{OTHER_LANGUAGE}/"
    return f"/{address.removeprefix(prefix)}" if address.startswith(prefix) else f"/{OTHER_LANGUAGE}{address}"


def _tabs(working_as: WorkingAs, path: str) -> tuple[Tab, ...]:
    places = [(reverse(_TABS[tab][0]), str(_TABS[tab][1])) for tab in working_as.tabs]
    return tuple(Tab(address, text, is_current=address == path) for address, text in places)
