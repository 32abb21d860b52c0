"""The page editor in Bulgarian: no word that an editor, a coordinator or a librarian meets is left in English."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real
from wagtail.models import Page

from ramo.accounts.models import User
from ramo.content.actions import index_of_concepts, set_up_tree
from ramo.content.models import ConceptPage, Keyword, LibraryCorner, Picture
from tests.cast import Cast

from .factories import make_concept, make_corner, make_picture, picture_file
from .test_editor import CORNER, HOME, fields_of, page_fields

SOURCE = Path(wagtail.__path__[0])
SignedIn = Callable[[User], Client]
KEYWORD = "wagtailsnippets_content_keyword"
OF_A_PAGE = ["edit", "history", "unpublish", "delete", "move", "copy", "workflow_history", "usage", "set_privacy"]
OF_A_CORNER = ["edit", "history", "usage", "unpublish", "workflow_history"]
OF_A_PICTURE = ["edit", "delete", "image_usage"]
REPORTS = ["site_history", "aging_pages", "locked_pages", "workflow", "workflow_tasks", "page_types_usage"]
CHOOSERS = ["choose_page", "choose_page_external_link", "choose_page_email_link", "choose_page_search"]


@pytest.fixture(scope="module")
def words_of_the_editor() -> set[str]:
    """Ours are judged with each room's own catalogue."""
    return set().union(
        *(asked_for(path) for path in Path(wagtail.__path__[0]).rglob("locale/en/LC_MESSAGES/django.po"))
    )


def asked_for(path: Path) -> set[str]:
    with path.open("rb") as file:
        return {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)} - {""}


@pytest.fixture
def english(words_of_the_editor: set[str], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What was asked for in Bulgarian and came back as it went in."""
    found: set[str] = set()
    catalogue = trans_real.DjangoTranslation
    plain, plural = catalogue.gettext, catalogue.ngettext

    def one(self: Any, message: str) -> str:
        said = str(plain(self, message))
        if said == message and self.language() == "bg" and message.rpartition("\x04")[2] in words_of_the_editor:
            found.add(message)
        return said

    def some(self: Any, singular: str, many: str, number: int) -> str:
        said = str(plural(self, singular, many, number))
        if said in {singular, many} and self.language() == "bg" and singular in words_of_the_editor:
            found.add(singular)
        return said

    monkeypatch.setattr(catalogue, "gettext", one)
    monkeypatch.setattr(catalogue, "ngettext", some)
    return found


def look(browser: Client, name: str, *args: Any, **query: Any) -> None:
    response = browser.get(reverse(name, args=args), query, follow=True)
    assert response.status_code == 200, name


def look_at_page(browser: Client, page: Page) -> None:
    for name in OF_A_PAGE:
        look(browser, f"wagtailadmin_pages:{name}", page.pk)


def send(browser: Client, address: str, *args: Any, **fields: Any) -> None:
    assert browser.post(reverse(address, args=args), fields, follow=True).status_code == 200, address


def test_pages_are_drafted_reviewed_published_and_compared_in_bulgarian(
    cast: Cast, signed_in: SignedIn, english: set[str]
) -> None:
    concept = make_concept(keywords=("посредник",))
    editor, office = signed_in(cast.editor), signed_in(cast.office)

    def save(browser: Client, heading: str = "Цел", **changes: Any) -> None:
        send(browser, "wagtailadmin_pages:edit", concept.pk, **page_fields(concept, [("heading", heading)]) | changes)

    save(editor)
    save(editor, title="", slug="лош адрес")
    save(editor, heading="", title="", **{"action-publish": "1"})
    save(editor, **{"action-submit": "1"})
    look_at_page(editor, concept)
    waiting = ConceptPage.objects.get(pk=concept.pk).current_workflow_task_state
    for action in ("approve", "reject"):
        look(office, "wagtailadmin_pages:workflow_action", concept.pk, action, waiting.pk)
    look(office, "wagtailadmin_home")
    save(office, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
    save(editor, "Цел 2", **{"action-publish": "1"})
    first, last = concept.revisions.order_by("pk")[:2]
    look(editor, "wagtailadmin_pages:revisions_compare", concept.pk, first.pk, last.pk)
    look(editor, "wagtailadmin_pages:revisions_revert", concept.pk, first.pk)
    send(editor, "wagtailadmin_pages:lock", concept.pk)
    look_at_page(editor, concept)
    send(editor, "wagtailadmin_pages:unlock", concept.pk)
    times = {"go_live_at": "2032-01-01 10:00", "expire_at": "2033-01-01 10:00"}
    save(editor, **times | {"action-publish": "1", "expire_at": "2031-01-01 10:00"})
    save(editor, **times | {"action-publish": "1"})
    look_at_page(editor, concept)
    assert english == set()


def test_the_tree_its_lists_and_choosers_are_in_bulgarian(cast: Cast, signed_in: SignedIn, english: set[str]) -> None:
    concept, index, home = make_concept(), index_of_concepts(), set_up_tree()
    editor = signed_in(cast.editor)
    for page in (home, index):
        look(editor, "wagtailadmin_explore", page.pk)
        look(editor, "wagtailadmin_explore", page.pk, ordering="ord")
        look(editor, "wagtailadmin_explore", page.pk, q="няма")
        look(editor, "wagtailadmin_pages:add_subpage", page.pk)
        look(editor, "wagtailadmin_pages:edit", page.pk)
    for kind, parent in (("conceptpage", index), ("indexpage", home), ("areapage", home)):
        look(editor, "wagtailadmin_pages:add", "content", kind, parent.pk)
    for slug, action in (("prepis", "action-save"), ("nova", "action-publish")):
        new = ConceptPage(title="Нова", slug=slug, summary_bg="…", area=concept.area)
        fields = page_fields(new, [("heading", "Цел")], **{action: "1"})
        send(editor, "wagtailadmin_pages:add", "content", "conceptpage", index.pk, **fields)
    draft, new = ConceptPage.objects.get(slug="prepis"), ConceptPage.objects.get(slug="nova")
    copied = {"new_title": "К", "new_slug": "kopie", "new_parent_page": index.pk}
    send(editor, "wagtailadmin_pages:copy", draft.pk, **copied)
    send(editor, "wagtailadmin_pages:delete", draft.pk)
    send(editor, "wagtailadmin_pages:unpublish", new.pk)
    look(editor, "wagtailadmin_pages:move_confirm", concept.pk, home.pk)
    for act in ("publish", "unpublish", "delete", "move"):
        look(editor, "wagtail_bulk_action", "wagtailcore", "page", act, id=concept.pk)
    for report in REPORTS:
        look(editor, f"wagtailadmin_reports:{report}")
    for chooser in CHOOSERS:
        look(editor, f"wagtailadmin_{chooser}", allow_external_link="true", allow_email_link="true")
    look(editor, "wagtailadmin_pages:search", q="няма")
    look(editor, "wagtailadmin_home")
    assert english == set()


@pytest.mark.parametrize("role", ["editor", "own_librarian"])
def test_pictures_are_kept_and_chosen_in_bulgarian(
    role: str, cast: Cast, signed_in: SignedIn, english: set[str]
) -> None:
    browser = signed_in(getattr(cast, role))
    picture = make_picture(getattr(cast, role))
    for name in ("index", "add", "add_multiple"):
        look(browser, f"wagtailimages:{name}")
    look(browser, "wagtailimages:index", q="няма")
    for name in OF_A_PICTURE:
        look(browser, f"wagtailimages:{name}", picture.pk)
    look(browser, "wagtailimages_chooser:choose")
    for name in ("wagtailimages:add", "wagtailimages_chooser:create"):
        send(browser, name, title="")
    send(browser, "wagtailimages:add", title="Ч", alt_bg="Ч", file=picture_file())
    added = Picture.objects.latest("pk")
    send(browser, "wagtailimages:edit", added.pk, title="Читалня", alt_bg="Две маси")
    send(browser, "wagtailimages:delete", added.pk)
    assert english == set()


def test_the_text_of_a_library_is_written_and_reviewed_in_bulgarian(
    cast: Cast, signed_in: SignedIn, english: set[str]
) -> None:
    corner: LibraryCorner = make_corner(cast.library)
    librarian, coordinator = signed_in(cast.own_librarian), signed_in(cast.own_coordinator)

    def save(browser: Client, text: str = "Ново", **changes: Any) -> None:
        send(browser, f"{CORNER}:edit", corner.pk, **fields_of(corner, text_bg=text) | changes)

    for browser in (librarian, coordinator):
        look(browser, "wagtailadmin_home")
        look(browser, f"{CORNER}:list")
        look(browser, f"{CORNER}:list", q="няма")
    save(librarian)
    save(librarian, "я" * 1_501, **{"action-submit": "1"})
    save(librarian, **{"action-submit": "1"})
    for browser in (librarian, coordinator):
        for name in OF_A_CORNER:
            look(browser, f"{CORNER}:{name}", corner.pk)
    save(coordinator, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
    save(coordinator, "Още", **{"action-publish": "1"})
    assert english == set()


def test_keywords_are_kept_in_bulgarian(cast: Cast, signed_in: SignedIn, english: set[str]) -> None:
    make_concept(keywords=("посредник",))
    word, editor = Keyword.objects.get(), signed_in(cast.editor)
    for name in ("list", "add"):
        look(editor, f"{KEYWORD}:{name}")
    for name in ("edit", "delete", "usage", "history"):
        look(editor, f"{KEYWORD}:{name}", word.pk)
    send(editor, f"{KEYWORD}:add", name="нова")
    send(editor, f"{KEYWORD}:add", name="")
    send(editor, f"{KEYWORD}:edit", word.pk, name="друга")
    send(editor, f"{KEYWORD}:delete", word.pk)
    assert english == set()


def test_what_scripts_of_the_editor_say_is_in_bulgarian(cast: Cast, signed_in: SignedIn) -> None:
    asked = asked_for(SOURCE / "admin/locale/en/LC_MESSAGES/djangojs.po")
    script = signed_in(cast.editor).get(f"{HOME}jsi18n/").content.decode()
    newcatalog = script.partition("const newcatalog = ")[2].partition(";\n")[0]
    assert asked - set(json.loads(newcatalog)) == set()
