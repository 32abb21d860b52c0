"""Putting the invented network up, keeping it fresh, and taking all of it away again."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.desk.models import Consultation, Handout, LogOption, PaperDay, ReferralCount, ReferralSlip
from ramo.kit import clock
from ramo.mailing.models import OutgoingMail
from ramo.network.actions import file_library_cards
from ramo.network.models import Institution, Library, Membership
from ramo.partnerships.models import Agreement
from ramo.resources.actions import file_all_cards
from ramo.resources.models import NeedResource, Resource
from ramo.search.actions import withdraw_card
from ramo.seed.models import SeedRecord
from ramo.seed.releases import content_digest
from ramo.services.models import LibraryService
from ramo.tasks.actions import file_task
from ramo.tasks.models import Task
from ramo.trust.actions import ReportData, refresh_review_tasks, report_change
from ramo.trust.models import ChangeReport, Verification
from ramo.vocabularies.models import Settlement, Topic
from ramo.watch.models import WatchedLink

from .agreements import agreements_put, put_agreements, tasks_of_agreements
from .alerts import alerts_of, put_alerts
from .campaign import campaigns_put, editions_put, network_tasks_put, put_campaign, said_put
from .doors import open_doors
from .errors import NotTheDemo
from .events import events_put, put_events
from .hours import hours_put, put_hours, schedules_put
from .invented import FOLDER, Invented, history, read_invented
from .month import Month
from .offers import correct_offers, offered, put_offers
from .partners import ask_partners, put_troubles
from .proofs import proofs_put, put_proof
from .slips import counts, slips
from .sources import put_sources, sources
from .staff import invite, write_down
from .tasks import waiting_at

FRESH_FOR = timedelta(days=7)
KIND = "demo"
SAID = (Verification, ChangeReport)  # by kind and key of the thing they speak of


def show(hints: Path) -> bool:
    """Puts the demo up, or again when it grew old or its text changed; whether anything was done.

    `hints` is the file where the passwords are written down; without it nobody could sign in.
    """
    if not settings.RAMO_DEMO:
        raise NotTheDemo
    if hints.exists() and _is_fresh():
        return False
    with transaction.atomic():
        remove()
        invented = read_invented()
        _put(invented)
        put_troubles(invented.troubles)
        letter = ask_partners()
        invitations = [invite(entry) for entry in invented.staff]
        correct_offers()
        put_alerts()
        put_hours()
        put_agreements()
        put_proof()
        put_campaign()
        SeedRecord.objects.create(kind=KIND, key="network", digest=content_digest(FOLDER))
        record("showed demo", "demo:network")
        write_down(invitations, hints, letter=letter)
    return True


@transaction.atomic
def remove() -> int:
    """Takes away every invented thing and what hangs on it; how many rows. What is real stays as it was."""
    libraries = Library.objects.filter(Q(is_demo=True) | Q(settlement__is_demo=True))
    institutions = Institution.objects.filter(is_demo=True)
    resources = Resource.objects.filter(Q(is_demo=True) | Q(owner__in=institutions))
    users = User.objects.filter(is_demo=True)
    _withdraw("library", libraries)
    _withdraw("resource", resources)
    sightings, *offers = offered()
    events, *of_events = events_put()
    _withdraw("event", events)
    for rows in offers:
        _withdraw(rows.model.KIND, rows)
    _withdraw("hours", schedules_put())
    _withdraw("agreement", Agreement.objects.filter(is_demo=True))
    for slug in editions_put().values_list("slug", flat=True):
        withdraw_card(kind="campaign", key=slug)
    vouched = (libraries, institutions, resources, *offers, events, *said_put())
    hanging: list[QuerySet[Any]] = [
        *(
            model._base_manager.filter(library__in=libraries)
            for model in (Consultation, PaperDay, Handout, ReferralSlip, ReferralCount)
        ),
        *alerts_of(libraries),
        LibraryService.objects.across_libraries("the demo takes its own rows away").filter(library__in=libraries),
        *(_said(model, things) for things in vouched for model in SAID),
        network_tasks_put(),
        Task.objects.filter(scope__in=_scopes(libraries, institutions)),
        tasks_of_agreements(),
        OutgoingMail.objects.filter(Q(to__in=users.values("email")) | Q(to__in=institutions.values("contact_email"))),
        WatchedLink.objects.filter(host="primer.invalid"),
        NeedResource.objects.filter(resource__in=resources),
        Membership.objects.filter(Q(user__in=users) | Q(library__in=libraries) | Q(institution__in=institutions)),
    ]
    invented = [
        *proofs_put(),
        *campaigns_put(),
        sightings,
        *offers,
        events,
        *of_events,
        *hours_put(),
        *agreements_put(),
        *sources(),
        resources,
        users,
        libraries,
        institutions,
        Settlement.objects.filter(is_demo=True),
    ]
    count = sum(rows.delete()[0] for rows in (*hanging, *invented))
    SeedRecord.objects.filter(kind=KIND).delete()
    if count:
        file_all_cards()
        refresh_review_tasks()
        record("removed demo", "demo:network", detail={"rows": count})
    return count


def _put(invented: Invented) -> None:
    Settlement.objects.bulk_create(invented.settlements)
    Institution.objects.bulk_create(invented.institutions)
    Library.objects.bulk_create(invented.libraries)
    open_doors(invented.doors)
    Resource.objects.bulk_create(invented.resources)
    for resource in invented.resources:
        resource.topics.set(Topic.objects.filter(key__in=invented.topics[resource.key]))
    dated = (*invented.libraries, *invented.resources)
    Verification.objects.bulk_create(row for item in dated for row in history(item))
    _work_a_month(invented)
    put_offers()
    put_events()
    put_sources()
    file_library_cards(Library.objects.filter(is_demo=True))
    file_all_cards()
    for resource in invented.resources:
        if text := invented.reports.get(resource.key):
            _report(resource, text)
    for task in waiting_at(invented.libraries[0], clock.today()):
        file_task(task)
    refresh_review_tasks()


def _work_a_month(invented: Invented) -> None:
    month = Month(list(LogOption.objects.all()))
    consultations = [
        consultation
        for library in invented.libraries
        for consultation in month.consultations(library, invented.busy[library.number])
    ]
    reason = "the demo fills its own libraries"
    Consultation.objects.across_libraries(reason).bulk_create(consultations)
    Handout.objects.across_libraries(reason).bulk_create(month.handouts(consultations))
    written = list(slips(consultations))
    ReferralSlip.objects.across_libraries(reason).bulk_create(written)
    ReferralCount.objects.across_libraries(reason).bulk_create(counts(written))


def _report(resource: Resource, text: str) -> None:
    link = reverse("resources:resource", args=[resource.key])
    report_change(resource, ReportData(uuid4(), ChangeReport.What.HOURS, text, title=resource.name_bg, link=link))


def _is_fresh() -> bool:
    newest = User.objects.filter(is_demo=True).aggregate(Max("joined_at"))["joined_at__max"]
    is_of_this_release = SeedRecord.objects.filter(kind=KIND, digest=content_digest(FOLDER)).exists()
    return is_of_this_release and newest is not None and newest > clock.now() - FRESH_FOR


def _withdraw(kind: str, things: QuerySet[Any]) -> None:
    for key in things.values_list("pk", flat=True):
        withdraw_card(kind=kind, key=key)


def _said(model: type[Verification] | type[ChangeReport], things: QuerySet[Any]) -> QuerySet[Any]:
    keys = list(things.values_list("pk", flat=True))
    return model._base_manager.filter(target_kind=things.model._meta.label_lower, target_key__in=keys)


def _scopes(libraries: QuerySet[Library], institutions: QuerySet[Institution]) -> list[str]:
    return [library.scope for library in libraries] + [f"institution:{institution.pk}" for institution in institutions]
