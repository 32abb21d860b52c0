"""The page editor: who comes in, whose rows they reach, and what becomes of what they type."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from ramo.accounts.models import User
from ramo.content.actions import forget_traces, open_corner, set_up_tree
from ramo.content.cleaning import cleaned
from ramo.content.corner import corner_of
from ramo.content.models import ConceptPage, LibraryCorner
from ramo.kit import clock
from ramo.tasks.models import Task
from tests.cast import Cast

from .factories import make_concept, make_corner, make_picture

SignedIn = Callable[[User], Client]
HOME = "/rabotno-myasto/redaktor/"
CORNER = "wagtailsnippets_content_librarycorner"
WRITERS = ["own_librarian", "other_librarian", "own_coordinator", "other_coordinator", "editor", "office"]
SCRIPTS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">тук</a>',
    '<a href="jav&#x09;ascript:alert(1)">тук</a>',
    '<p onclick="alert(1)" style="position:fixed">тук</p>',
    "<iframe src='//evil.example'></iframe>",
    "<svg><script>alert(1)</script></svg>",
    "<style>*{display:none}</style>",
    "<script>alert(1)",
]


def fields_of(corner: LibraryCorner, **changes: Any) -> dict[str, Any]:
    pictures = inline_formset([{"picture": row.picture_id, "id": row.pk} for row in corner.corner_pictures.all()])
    return nested_form_data(
        {"text_bg": corner.text_bg, "text_en": corner.text_en, "corner_pictures": pictures, **changes}
    )


def page_fields(concept: ConceptPage, body: list[tuple[str, Any]], **changes: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": concept.title,
            "title_en": "",
            "slug": concept.slug,
            "area": concept.area_id,
            "summary_bg": concept.summary_bg,
            "summary_en": "",
            "body_bg": streamfield(body),
            "body_en": streamfield([]),
            "edition": concept.edition,
            "edition_note_bg": "",
            "edition_note_en": "",
            "source_label": "",
            "source_url": "",
            "keywords": "",
            **changes,
        }
    )


@pytest.mark.parametrize("role", WRITERS)
def test_who_writes_comes_in_with_the_account_of_the_house(role: str, cast: Cast, signed_in: SignedIn) -> None:
    response = signed_in(getattr(cast, role)).get(HOME)
    assert response.status_code == 200
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_a_partner_does_not_come_in(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.own_partner).get(HOME).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["", "pages/", "images/", "snippets/content/librarycorner/", "users/", "api/main/pages/"]
)
def test_a_stranger_is_led_to_the_sign_in_of_the_house(path: str, client: Client) -> None:
    response = client.get(f"{HOME}{path}")
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "path", ["users/", "groups/", "collections/", "failwhale/", "reports/site-history/", "pages/", "workflows/list/"]
)
def test_a_librarian_reaches_the_own_corner_and_no_more(path: str, cast: Cast, signed_in: SignedIn) -> None:
    set_up_tree()
    assert signed_in(cast.own_librarian).get(f"{HOME}{path}").status_code in {403, 404}


@pytest.mark.parametrize("path", ["users/", "groups/", "collections/"])
def test_accounts_and_groups_are_kept_elsewhere(path: str, cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.office).get(f"{HOME}{path}").status_code == 404


@pytest.mark.parametrize("path", ["login/", "password_reset/", "account/"])
def test_the_editor_has_no_sign_in_of_its_own(path: str, cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.editor).get(f"{HOME}{path}")["Location"].startswith("/vhod/")


def test_a_group_gives_nothing(cast: Cast, signed_in: SignedIn) -> None:
    cast.own_partner.groups.add(Group.objects.create(name="Publishers"))
    assert not cast.own_partner.has_perm("wagtailadmin.access_admin")
    assert not cast.own_partner.is_superuser
    assert signed_in(cast.own_partner).get(HOME).status_code == 403


@pytest.mark.parametrize("view", ["edit", "history", "usage", "unpublish", "workflow_history", "preview_on_edit"])
@pytest.mark.parametrize("role", ["other_librarian", "other_coordinator"])
def test_a_corner_of_another_place_is_closed(view: str, role: str, cast: Cast, signed_in: SignedIn) -> None:
    corner = make_corner(cast.library)
    address = reverse(f"{CORNER}:{view}", args=[corner.pk])
    browser = signed_in(getattr(cast, role))
    assert browser.get(address).status_code == 403
    assert browser.post(address, fields_of(corner, text_bg="Чуждо")).status_code == 403


def test_the_list_holds_only_corners_within_reach(cast: Cast, signed_in: SignedIn) -> None:
    make_corner(cast.library), make_corner(cast.other_library)
    seen = {
        role: signed_in(getattr(cast, role)).get(reverse(f"{CORNER}:list")).content.decode().count("edit/")
        for role in ("own_librarian", "own_coordinator", "office")
    }
    assert seen["own_librarian"] == seen["own_coordinator"] < seen["office"]


@pytest.mark.parametrize("role", ["own_librarian", "own_coordinator", "editor", "office"])
def test_a_corner_is_opened_from_the_desk_as_an_empty_draft(role: str, cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("content:open_corner", args=[cast.library.pk])
    browser = signed_in(getattr(cast, role))
    assert browser.get(address, follow=True).status_code == 200
    browser.get(address)
    assert LibraryCorner.objects.get().live is False
    assert corner_of(cast.library) is None


def test_a_librarian_writes_a_coordinator_publishes(cast: Cast, signed_in: SignedIn) -> None:
    set_up_tree()
    corner = open_corner(cast.library, by=cast.own_librarian)
    address = reverse(f"{CORNER}:edit", args=[corner.pk])
    librarian, coordinator = signed_in(cast.own_librarian), signed_in(cast.own_coordinator)

    librarian.post(address, fields_of(corner, text_bg="Имаме 4 000 книги.", **{"action-publish": "1"}))
    assert corner_of(cast.library) is None, "a librarian published alone"
    librarian.post(address, fields_of(corner, text_bg="Имаме 4 000 книги.", **{"action-submit": "1"}))
    assert Task.objects.open_for([f"district:{cast.district.pk}"]).get().params["title"] == str(corner)

    sent = fields_of(corner, text_bg="Имаме 4 000 книги.")
    coordinator.post(address, sent | {"action-workflow-action": "1", "workflow-action-name": "approve"})
    shown = corner_of(cast.library)
    assert shown
    assert shown.text_bg == "Имаме 4 000 книги."
    assert not Task.objects.open_for([f"district:{cast.district.pk}", "network"]).exists()


def test_what_is_returned_comes_back_to_its_library_with_a_task(cast: Cast) -> None:
    set_up_tree()
    corner = open_corner(cast.library, by=cast.own_librarian)
    corner.text_bg = "Имаме книги."
    corner.save_revision()
    state = corner.get_workflow().start(corner, cast.own_librarian)
    state.current_task_state.reject(user=cast.own_coordinator, comment="Добавете часовете")
    assert Task.objects.open_for([cast.library.scope]).exists()
    assert not Task.objects.open_for([f"district:{cast.district.pk}"]).exists()
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES


def test_a_coordinator_of_another_district_moderates_nothing_here(cast: Cast) -> None:
    set_up_tree()
    corner = open_corner(cast.library, by=cast.own_librarian)
    corner.text_bg = "Имаме книги."
    corner.save_revision()
    state = corner.get_workflow().start(corner, cast.own_librarian)
    task = state.current_task_state.task.specific
    assert not task.get_actions(corner, cast.other_coordinator)
    assert not task.get_task_states_user_can_moderate(cast.other_coordinator).exists()
    assert task.get_task_states_user_can_moderate(cast.own_coordinator).exists()
    assert task.locked_for_user(corner, cast.own_librarian)


def test_a_corner_past_its_time_is_not_shown(cast: Cast) -> None:
    corner = make_corner(cast.library)
    corner.expire_at = clock.now() + timedelta(hours=1)
    corner.save_revision().publish()
    assert corner_of(cast.library)
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        assert corner_of(cast.library) is None


def test_a_corner_text_that_is_too_long_is_not_published(cast: Cast, signed_in: SignedIn) -> None:
    corner = make_corner(cast.library)
    address = reverse(f"{CORNER}:edit", args=[corner.pk])
    signed_in(cast.office).post(address, fields_of(corner, text_bg="я" * 1_501, **{"action-publish": "1"}))
    shown = corner_of(cast.library)
    assert shown
    assert shown.text_bg == corner.text_bg


def test_pictures_of_other_libraries_are_closed(cast: Cast, signed_in: SignedIn) -> None:
    own, other = make_picture(cast.own_librarian), make_picture(cast.other_librarian)
    browser = signed_in(cast.own_librarian)
    assert browser.get(reverse("wagtailimages:edit", args=[own.pk])).status_code == 200
    assert browser.get(reverse("wagtailimages:edit", args=[other.pk])).status_code == 403
    assert browser.get(reverse("wagtailimages:delete", args=[other.pk])).status_code == 403
    assert browser.get(reverse("wagtailimages_chooser:chosen", args=[other.pk])).status_code == 403


def test_a_librarian_searches_among_the_pictures_within_reach(cast: Cast, signed_in: SignedIn) -> None:
    make_picture(cast.own_librarian), make_picture(cast.other_librarian)
    found = signed_in(cast.own_librarian).get(reverse("wagtailimages:index"), {"q": "Читалня"})
    assert [picture.uploaded_by_user for picture in found.context["images"]] == [cast.own_librarian]


def test_an_editor_composes_and_publishes_a_page(cast: Cast, signed_in: SignedIn, client: Client) -> None:
    concept = make_concept()
    sent = page_fields(
        concept,
        [
            ("heading", "Цел"),
            ("paragraph", rich_text("<p>Човекът <b>знае</b> къде да отиде.</p>")),
            ("lines", {"kind": "numbers", "lines": {"count": 1, "0": {"value": "Питаме", "order": 0, "deleted": ""}}}),
        ],
        **{"action-publish": "1"},
    )
    sent |= {"body_bg-2-value-lines-count": "1"}
    address = reverse("wagtailadmin_pages:edit", args=[concept.pk])
    response = signed_in(cast.editor).post(address, sent)
    assert response.status_code == 302, response.context["form"].errors
    page = client.get("/kontseptsii/employment/").content.decode()
    assert "Цел</h2>" in page
    assert "<b>знае</b>" in page


def as_opened(thing: Any) -> dict[str, Any]:
    """What the form carries of the version on which it stands."""
    latest = thing.latest_revision
    return {"loaded_revision_id": latest.pk, "loaded_revision_created_at": latest.created_at.isoformat()}


def test_the_second_of_two_editors_is_warned_and_nothing_is_lost(cast: Cast, signed_in: SignedIn) -> None:
    concept = make_concept()
    first, second = signed_in(cast.editor), signed_in(cast.office)
    address = reverse("wagtailadmin_pages:edit", args=[concept.pk])
    first.get(address)
    opened = second.get(address)
    said = second.post(opened.context["editing_sessions"].ping_url).json()
    assert [other["user"] for other in said["other_sessions"]] == [cast.editor.email]
    loaded = as_opened(concept)
    first.post(address, page_fields(concept, [("heading", "Първият")], **loaded))
    typed = page_fields(concept, [("heading", "Вторият")], **loaded)
    by_itself = second.post(address, typed, headers={"accept": "application/json"})
    assert by_itself.status_code == 400, "a page that saves by itself wrote over somebody"
    refused = second.post(address, typed)
    assert cast.editor.email in refused.context["form"].non_field_errors()[0]
    assert refused.context["form"]["body_bg"].value()[0].value == "Вторият", "what was typed is gone"
    assert headings_kept(concept) == ["Защо е нужна", "Първият"]
    second.post(address, typed | as_opened(ConceptPage.objects.get(pk=concept.pk)))
    assert headings_kept(concept) == ["Защо е нужна", "Първият", "Вторият"]


def headings_kept(concept: ConceptPage) -> list[str]:
    revisions = Revision.objects.for_instance(concept).order_by("pk")
    return [json.loads(revision.content["body_bg"])[0]["value"] for revision in revisions]


def test_a_draft_that_the_same_window_saved_by_itself_is_no_other_person(cast: Cast, signed_in: SignedIn) -> None:
    concept = make_concept()
    browser, loaded = signed_in(cast.editor), as_opened(concept)
    address = reverse("wagtailadmin_pages:edit", args=[concept.pk])
    fields = page_fields(concept, [("heading", "Сам")], **loaded)
    saved = browser.post(address, fields, headers={"accept": "application/json"}).json()
    own = {"overwrite_revision_id": saved["revision_id"]}
    assert browser.post(address, page_fields(concept, [("heading", "Ръчно")], **loaded, **own)).status_code == 302


def test_a_draft_changed_in_place_by_another_window_is_newer_too(cast: Cast, signed_in: SignedIn) -> None:
    concept = make_concept()
    loaded = as_opened(concept)
    Revision.objects.filter(pk=concept.latest_revision_id).update(created_at=clock.now() + timedelta(seconds=1))
    address = reverse("wagtailadmin_pages:edit", args=[concept.pk])
    assert signed_in(cast.editor).post(address, page_fields(concept, [("heading", "X")], **loaded)).status_code == 200


def test_two_people_at_the_text_of_one_library_lose_nothing(cast: Cast, signed_in: SignedIn) -> None:
    corner = make_corner(cast.library)
    address = reverse(f"{CORNER}:edit", args=[corner.pk])
    librarian, coordinator = signed_in(cast.own_librarian), signed_in(cast.own_coordinator)
    loaded = as_opened(corner)
    librarian.post(address, fields_of(corner, text_bg="Първият", **loaded))
    refused = coordinator.post(address, fields_of(corner, text_bg="Вторият", **loaded, **{"action-publish": "1"}))
    assert "Вторият" in refused.content.decode()
    corner.refresh_from_db()
    assert corner.latest_revision.content["text_bg"] == "Първият"
    shown = corner_of(cast.library)
    assert shown
    assert shown.text_bg not in {"Първият", "Вторият"}


@pytest.mark.parametrize("html", SCRIPTS)
def test_scripts_pasted_into_rich_text_do_not_live(html: str) -> None:
    kept = cleaned(f"<p>преди {html} след</p>")
    assert not any(
        word in kept.lower() for word in ("script", "onerror", "onclick", "style", "<img", "<iframe", "<svg")
    )


def test_what_an_editor_may_write_stays() -> None:
    html = '<p>Вижте <b>тук</b>: <a href="https://az.government.bg/">агенцията</a></p><ul><li>едно</li></ul>'
    assert cleaned(html) == html


@pytest.mark.parametrize("html", SCRIPTS)
def test_scripts_in_every_field_of_a_page_are_only_letters(html: str, cast: Cast, client: Client) -> None:
    body = [
        {"type": "heading", "value": html},
        {"type": "paragraph", "value": f"<p>{html}</p>"},
        {"type": "lines", "value": {"kind": "points", "lines": [html]}},
        {"type": "quote", "value": {"text": html, "whose": html}},
        {"type": "notice", "value": {"kind": "", "title": html, "text": html}},
    ]
    concept = make_concept(title=f"x {html}", summary_bg=html, body_bg=body, edition_note_bg=html)
    corner = make_corner(cast.library, html).as_shown()
    page = client.get(concept.address).content.decode()
    page += render_to_string("content/parts/corner.html", {"corner": corner})
    assert html not in page
    assert 'href="javascript' not in page
    assert Page.objects.get(pk=concept.pk).title == f"x {html}"


def test_the_log_of_the_editor_is_kept_two_years(cast: Cast) -> None:
    make_concept()
    with time_machine.travel(clock.now() + timedelta(days=729)):
        assert forget_traces() == 0
    with time_machine.travel(clock.now() + timedelta(days=731)):
        assert forget_traces() > 0


@pytest.mark.parametrize("address", ["/", "/kontseptsii/employment/"])
def test_readers_keep_the_strict_policy(address: str, client: Client, db: None) -> None:
    make_concept()
    policy = client.get(address)["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_editor_speaks_bulgarian_where_its_own_catalogue_is_silent(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.editor)
    assert "История на сайта" in browser.get(f"{HOME}reports/site-history/").content.decode()
    assert "\\u0421\\u0432\\u0438\\u0439" in browser.get(f"{HOME}jsi18n/").content.decode()
    assert "Site history" in browser.get(f"/en{HOME}reports/site-history/").content.decode()
