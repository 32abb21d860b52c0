"""Tells staff what waits in this room, in the scopes it belongs to."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.mailing.actions import is_dead
from ramo.network.models import Institution
from ramo.tasks.actions import TaskData, file_task, settle
from ramo.tasks.models import Task
from ramo.trust.data import NETWORK_SCOPE

from .askable import everything_of
from .models import AskedLink, LinkSpot, PartnerAnswer, WatchedLink
from .models.asking import AskedLinkQuerySet

_ANSWERS = gettext_noop("Partners answered that something has changed: %(count)s. Look at it")
_SILENT = gettext_noop("Institutions did not answer: %(count)s. Call them")
_LOST = gettext_noop("Letters come back or reach the wrong person: %(count)s. Find the right address")
_LINKS = gettext_noop("Addresses in trouble: %(count)s. Look at them")


def scope_of(institution_key: str) -> str:
    return f"institution:{institution_key}"


def tell_of_answers() -> None:
    keys = PartnerAnswer.objects.waiting().values_list("link__institution", flat=True)
    _tell("answers", _ANSWERS, "watch:answers", _both(scope_of(key) for key in keys), icon="edit")


def tell_of_silence() -> None:
    """A local institution is its district's to call, a national one the office's; so is a lost letter."""
    silent = silent_institutions()
    scopes = Counter(f"district:{each.district_id}" if each.district_id else NETWORK_SCOPE for each in silent)
    _tell("silent", _SILENT, "watch:phone_list", scopes, icon="phone")
    lost = len({link.institution_id for link in lost_letters()} | {each.pk for each in with_dead_address()})
    _tell("lost", _LOST, "watch:answers", Counter({NETWORK_SCOPE: lost} if lost else {}), icon="mail")


def tell_of_links() -> None:
    spots = LinkSpot.objects.filter(link__in=WatchedLink.objects.in_trouble())
    by_scope = {(scope, link) for scope, link in spots.values_list("scope", "link")}
    _tell("links", _LINKS, "watch:triage", _both(scope for scope, _link in by_scope), icon="out")


def latest_questions() -> dict[str, AskedLink]:
    """Of each institution the one asked last about all of it."""
    asked = (
        AskedLink.objects.filter(kind="").select_related("institution").order_by("institution_id", "-made_on", "-pk")
    )
    return {link.institution_id: link for link in asked.distinct("institution_id")}


def lost_letters() -> AskedLinkQuerySet:
    """To addresses that are still kept although somebody there said that the letter is not theirs."""
    wrong = AskedLink.objects.filter(ending=AskedLink.Ending.NOT_ME, sent_to=F("institution__contact_email"))
    return wrong.select_related("institution")


def with_dead_address() -> list[Institution]:
    """Letters to them come back."""
    return [each for each in Institution.objects.published().exclude(contact_email="") if is_dead(each.contact_email)]


def silent_institutions() -> list[Institution]:
    """Those that did not answer the last letter while something of theirs still waits."""
    silent = [each.institution for each in latest_questions().values() if each.ending == AskedLink.Ending.SILENT]
    return [each for each in silent if any(asked.waits for asked in everything_of(each))]


def _both(scopes: Iterable[str]) -> Counter[str]:
    """Each in its own scope and in the network's; what is the network's own counts once."""
    counts = Counter[str]()
    for scope in scopes:
        counts.update({scope, NETWORK_SCOPE})
    return counts


def _tell(what: str, message: str, page: str, counts: Counter[str], *, icon: str) -> None:
    prefix = f"watch:{what}:"
    with translation.override(SOURCE_LANGUAGE):
        link = reverse(page)
    for scope, count in counts.items():
        file_task(TaskData(f"{prefix}{scope}", scope, message, link, {"count": count}, icon=icon))
    still_open = Task.objects.filter(key__startswith=prefix, settled_at=None)
    for key in still_open.exclude(key__in=[f"{prefix}{scope}" for scope in counts]).values_list("key", flat=True):
        settle(key=key)
