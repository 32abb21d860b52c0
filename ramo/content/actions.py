"""The door of this room: the tree and its review are set up, corners opened, concepts confirmed, old traces removed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import (
    ModelLogEntry,
    Page,
    PageLogEntry,
    Site,
    UploadedFile,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from ramo.accounts.models import User
from ramo.audit.actions import record
from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.network.models import Library
from ramo.search.actions import Trust, file_cards, set_trust
from ramo.trust import actions as trust

from .cards import FOUND_BY_SEARCH, card_of, key_of
from .models import ConceptPage, HomePage, IndexPage, LibraryCorner, Moderation, SitePage
from .models.pages import HOME_SLUG

CONCEPTS_SLUG = "kontseptsii"
TRACES_KEPT = timedelta(days=730)  # as long as the audit
UPLOADS_KEPT = timedelta(days=1)


@transaction.atomic
def set_up_tree() -> HomePage:
    """The first page, its review, and nothing of what the library brings along; done once, harmless again."""
    home = HomePage.objects.first()
    if home is None:
        home = _plant_home()
        _set_up_review(home)
        Group.objects.all().delete()  # roles are memberships
    return home


def index_of_concepts() -> IndexPage:
    index: IndexPage | None = IndexPage.objects.filter(slug=CONCEPTS_SLUG).first()
    if index is None:
        home = set_up_tree()
        index = home.add_child(instance=IndexPage(title="Концепции", title_en="Concepts", slug=CONCEPTS_SLUG))
        index.save_revision().publish()
    return index


@transaction.atomic
def open_corner(library: Library, *, by: User) -> LibraryCorner:
    """An empty draft, where there is none yet."""
    corner, is_new = LibraryCorner.objects.get_or_create(library=library, defaults={"live": False})
    if is_new:
        record("opened corner", corner, by=by)
    return corner


@transaction.atomic
def confirm_concept(concept: ConceptPage, *, by: User, verified_as: str) -> None:
    trust.confirm(concept, by=by, verified_as=verified_as)
    concept.changed_on = None
    ConceptPage.objects.filter(pk=concept.pk).update(changed_on=None)
    kind, key = key_of(concept)
    dated = Trust(concept.verified_on, concept.verified_as, concept.ends_on, concept.source_label, concept.source_url)
    set_trust(kind=kind, key=key, trust=dated)


@transaction.atomic
def mend_page(page: SitePage, columns: Mapping[str, Any], *, by: User) -> bool:
    """Some columns of a published page, published anew; not where somebody's draft would be passed over."""
    if page.has_unpublished_changes:
        return False
    for name, value in columns.items():
        setattr(page, name, value)
    page.save_revision(user=by).publish(user=by)
    record("mended page", page, by=by, detail={"columns": sorted(columns)})
    return True


@transaction.atomic
def file_all_cards() -> int:
    """A card for each page that the public may read; how many."""
    return file_cards(card_of(page) for kind in FOUND_BY_SEARCH for page in kind.objects.shown())


def keep_time() -> None:
    """What was to be published is, what was to end is taken down."""
    call_command("publish_scheduled")


def forget_traces() -> int:
    """The editor's own log is kept as long as ours; files left half sent, a day."""
    before = clock.now() - TRACES_KEPT
    gone = sum(log.objects.filter(timestamp__lt=before).delete()[0] for log in (PageLogEntry, ModelLogEntry))
    for upload in UploadedFile.objects.all():
        storage = upload.file.storage
        is_old = not storage.exists(upload.file.name) or (
            storage.get_modified_time(upload.file.name) < clock.now() - UPLOADS_KEPT
        )
        if is_old:
            upload.file.delete(save=False)
            upload.delete()
            gone += 1
    return gone


def _plant_home() -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    Site.objects.all().delete()
    for page in root.get_children().specific():
        page.delete()
    PageLogEntry.objects.all().delete()  # that the library's own first page went is nobody's news
    root.refresh_from_db()
    home: HomePage = root.add_child(instance=HomePage(title="Какво ви трябва днес?", slug=HOME_SLUG))
    home.save_revision().publish()
    public = urlsplit(settings.PUBLIC_ADDRESS)
    Site.objects.create(
        pk=HomePage.ONE_SITE,
        hostname=public.hostname or "localhost",
        port=public.port or (443 if public.scheme == "https" else 80),
        site_name=settings.WAGTAIL_SITE_NAME,
        root_page=home,
        is_default_site=True,
    )
    return home


def _set_up_review(home: HomePage) -> None:
    Workflow.objects.all().delete()
    with override(SOURCE_LANGUAGE):
        name = gettext("Review")
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=Moderation.objects.create(name=name), sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    corner = ContentType.objects.get_for_model(LibraryCorner)
    WorkflowContentType.objects.create(workflow=workflow, content_type=corner)
