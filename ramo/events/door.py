"""The door of a library's events: lists without names, which a browser may keep for a day without a connection."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ramo.kit import clock
from ramo.network.models import Library
from ramo.seats.models import Claim, Pool

from .data import Bands
from .models import Host
from .waiting import WAITS_BY_ITSELF

_BEFORE, _AFTER = timedelta(days=1), timedelta(days=2)
_AT_ONCE = 12
_SIGNS = 2  # of a slip number: enough to compare with the paper, too few to open a place


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of the list: a number and the end of the slip's, no name."""

    number: int
    claim: Claim

    @property
    def sign(self) -> str:
        return self.claim.code[-_SIGNS:]


@dataclass(frozen=True, slots=True)
class Door:
    host: Host
    lines: Sequence[Line]
    counted: Bands | None

    @property
    def known(self) -> dict[str, int] | None:
        """As the script compares it."""
        return asdict(self.counted) if self.counted else None


def numbered(pool: Pool | None) -> list[Line]:
    """All of a list by the order of arrival. Who gave up keeps the number, so that no other bears it."""
    return [Line(number, claim) for number, claim in enumerate(pool.claims.order_by("pk") if pool else [], 1)]


def doors_of(library: Library) -> list[Door]:
    """Of what goes on now, from yesterday to the day after tomorrow."""
    midnight = datetime.combine(clock.today(), time(), tzinfo=clock.COUNTRY_ZONE)
    hosts = Host.objects.filter(library=library, event__state="published", event__called_off_at=None)
    near = hosts.filter(event__starts_at__lt=midnight + _AFTER, event__ends_at__gt=midnight - _BEFORE)
    near = near.whole().select_related("headcount").order_by("event__starts_at", "pk")[:_AT_ONCE]
    return [_door(host) for host in near]


def facts_for_script() -> dict[str, object]:
    """What the script is told: sentences, for it has no catalogue, and addresses."""
    one, many = (ngettext("{n} mark waits on this computer.", "{n} marks wait on this computer.", n) for n in (1, 2))
    return {
        "is_on": not settings.RAMO_NO_OFFLINE_DESK,
        "language": (get_language() or settings.LANGUAGE_CODE)[:2],
        "days": WAITS_BY_ITSELF.days,
        "addresses": {name: reverse(f"events:door_{name}") for name in ("worker", "state", "sync")},
        "words": {
            "one": one,
            "many": many,
            "offline": _("No internet. Work on calmly: the marks leave by themselves later."),
            "sent": _("There is a connection. Everything is sent."),
            "signed_out": _("Sign in and the marks will be sent."),
            "elsewhere": _("Some are of another library and wait until somebody of it signs in here."),
            "late": _("It is older than 7 days and is not sent by itself. Send it or remove it."),
            "send": _("Send"),
            "remove": _("Remove"),
            "noted": _("Noted on this computer."),
            "not_kept": _("This browser cannot keep marks. Write on the paper list."),
        },
    }


def _door(host: Host) -> Door:
    counted = getattr(host, "headcount", None)
    holding = [line for line in numbered(host.pool) if line.claim.is_holding]
    return Door(host, holding, counted.bands if counted else None)
