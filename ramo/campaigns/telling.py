"""Whom a campaign tells what: tasks of the network, an invitation to libraries, and one word about moved dates."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, override

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.mailing.actions import send
from ramo.mailing.data import Letter
from ramo.network.models import Library, Membership
from ramo.network.roles import Role
from ramo.tasks.actions import TaskData, file_task, file_tasks

from .data import Who
from .models import Edition, LibraryTask, Participation

TOPIC = "campaign"
SAID = gettext_noop("%(campaign)s: %(task)s")
JOIN = gettext_noop("%(campaign)s is open. Join with one press")
MOVED = gettext_noop("%(campaign)s: the dates have moved. See what changed")


def file_network_tasks(edition: Edition) -> None:
    link = _link("campaigns:board", edition.slug)
    rows = edition.tasks.select_related("task").filter(task__who=Who.NETWORK)
    file_tasks(
        _said(edition, each.task.text_bg, f"campaign:{edition.pk}:{each.task.code}", "network", link, each.due_on)
        for each in rows
    )


def invite_libraries(edition: Edition) -> int:
    """Those of the network that the edition is for; how many."""
    libraries = Library.objects.active().in_network().filter(is_demo=edition.is_demo)
    if edition.districts:
        libraries = libraries.filter(district__in=edition.districts)
    return file_tasks(
        TaskData(
            key=invitation_key(edition, library),
            scope=library.scope,
            message=JOIN,
            params={"campaign": edition.title_bg},
            link=_link("campaigns:library_desk", edition.slug, library.pk),
            area=edition.kit.area_id,
            icon="campaign",
            due_on=edition.starts_on,
        )
        for library in libraries.only("number").iterator()
    )


def invitation_key(edition: Edition, library: Library) -> str:
    return f"campaign-join:{edition.pk}:{library.pk}"


def file_library_tasks(participation: Participation, tasks: Iterable[LibraryTask]) -> int:
    """Those that are not done; each under its own day."""
    edition = participation.edition
    link = _link("campaigns:library_desk", edition.slug, participation.library_id)
    scope = participation.library.scope
    return file_tasks(
        _said(edition, each.task.task.text_bg, each.key, scope, link, each.on) for each in tasks if not each.done_on
    )


def tell_of_move(participation: Participation) -> None:
    """The caller holds the row of the library, and notes in the same transaction that it was told."""
    edition, library = participation.edition, participation.library
    link = _link("campaigns:library_desk", edition.slug, library.pk)
    file_task(_moved(edition, f"{participation.key}:moved", library.scope, link))
    members = Membership.objects.in_force().filter(user__is_active=True, role=Role.LIBRARIAN, library=library)
    _write(edition, link, members.values_list("user__email", flat=True))


def tell_partner(edition: Edition) -> None:
    if edition.partner is None:
        return
    link = _link("campaigns:materials", edition.slug)
    file_task(_moved(edition, f"campaign:{edition.pk}:partner-moved", f"institution:{edition.partner_id}", link))
    members = Membership.objects.in_force().filter(user__is_active=True, role=Role.PARTNER, institution=edition.partner)
    addresses = list(members.values_list("user__email", flat=True)) or [edition.partner.contact_email]
    _write(edition, link, addresses)


def _write(edition: Edition, link: str, addresses: Iterable[str]) -> None:
    with override(SOURCE_LANGUAGE):
        facts = {
            "edition": edition,
            "title": gettext("The dates of a campaign have moved"),
            "link": settings.PUBLIC_ADDRESS + link,
            "address": settings.PUBLIC_ADDRESS,
        }
        text, html = (render_to_string(f"campaigns/letters/moved.{kind}", facts) for kind in ("txt", "html"))
    for address in dict.fromkeys(filter(None, addresses)):
        send(Letter(TOPIC, address, str(facts["title"]), text, html))


def _moved(edition: Edition, key: str, scope: str, link: str) -> TaskData:
    params: dict[str, str | int] = {"campaign": edition.title_bg}
    return TaskData(key, scope, MOVED, link, params, edition.kit.area_id, "campaign")


def _said(edition: Edition, text: str, key: str, scope: str, link: str, due_on: date) -> TaskData:
    params: dict[str, str | int] = {"campaign": edition.title_bg, "task": text}
    return TaskData(key, scope, SAID, link, params, edition.kit.area_id, "campaign", due_on)


def _link(name: str, *args: str) -> str:
    with override(SOURCE_LANGUAGE):
        return reverse(name, args=args)
