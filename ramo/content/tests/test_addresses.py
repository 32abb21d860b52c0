"""Addresses of pages: none is lost, none is given away, none is made up."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from ramo.content.actions import index_of_concepts, set_up_tree
from ramo.content.data import ShippedConcept
from ramo.content.models import ConceptPage, FormerAddress, IndexPage
from ramo.content.shipped import put_concepts
from tests.cast import Cast

from .factories import make_concept
from .test_editor import SignedIn, page_fields

pytestmark = pytest.mark.django_db
OLD, NEW = "/kontseptsii/employment/", "/kontseptsii/work/"


def rename(page: Any, slug: str) -> None:
    page.slug = slug
    page.save_revision().publish()


def test_an_old_address_leads_to_the_new_one_in_both_languages(client: Client) -> None:
    rename(make_concept(), "work")
    for prefix in ("", "/en"):
        response = client.get(f"{prefix}{OLD}")
        assert (response.status_code, response["Location"]) == (301, f"{prefix}{NEW}")
    assert client.get(NEW).status_code == 200


def test_the_last_of_many_addresses_is_one_step_away(client: Client) -> None:
    concept = make_concept()
    rename(concept, "work")
    rename(concept, "jobs")
    assert client.get(OLD)["Location"] == client.get(NEW)["Location"] == "/kontseptsii/jobs/"


def test_a_renamed_list_takes_the_addresses_of_its_pages_along(client: Client) -> None:
    make_concept()
    rename(index_of_concepts(), "tekstove")
    assert client.get(OLD)["Location"] == "/tekstove/employment/"
    assert client.get("/kontseptsii/")["Location"] == "/tekstove/"


def test_a_page_that_came_back_is_read_where_it_stands(client: Client) -> None:
    concept = make_concept()
    rename(concept, "work")
    rename(concept, "employment")
    assert client.get(OLD).status_code == 200
    assert client.get(NEW)["Location"] == OLD


def test_a_moved_page_is_followed(client: Client) -> None:
    concept = make_concept()
    shelf = set_up_tree().add_child(instance=IndexPage(title="Рафт", slug="raft"))
    Page.objects.get(pk=concept.pk).move(shelf, pos="last-child")
    assert client.get(OLD)["Location"] == "/raft/employment/"


def test_a_deleted_page_is_gone_and_not_unknown(client: Client) -> None:
    make_concept().delete()
    assert client.get(OLD).status_code == 410
    assert client.get("/kontseptsii/nikoga/").status_code == 404


def test_a_page_deleted_with_its_list_is_gone_too(client: Client) -> None:
    make_concept()
    index_of_concepts().delete()
    assert client.get(OLD).status_code == 410


def test_a_renamed_page_that_was_taken_down_is_gone_at_both_addresses(client: Client) -> None:
    concept = make_concept()
    rename(concept, "work")
    ConceptPage.objects.get(pk=concept.pk).unpublish()
    assert client.get(OLD).status_code == client.get(NEW).status_code == 410


def test_a_draft_that_nobody_read_leaves_no_address() -> None:
    draft = index_of_concepts().add_child(
        instance=ConceptPage(title="Чернова", slug="draft", summary_bg="…", live=False)
    )
    draft.slug = "other"
    draft.save()
    assert not FormerAddress.objects.exists()


@pytest.mark.parametrize("leave", [lambda page: rename(page, "work"), lambda page: page.delete()])
def test_an_address_is_not_given_to_another_page(leave: Any) -> None:
    leave(make_concept())
    with pytest.raises(ValidationError, match="slug"):
        index_of_concepts().add_child(instance=ConceptPage(title="Друга", slug="employment", summary_bg="…"))


def test_a_page_does_not_hide_behind_an_address_of_the_house() -> None:
    with pytest.raises(ValidationError, match="slug"):
        set_up_tree().add_child(instance=IndexPage(title="Търсене", slug="tarsene"))


def test_the_editor_hears_of_a_taken_address_beside_its_field(cast: Cast, signed_in: SignedIn) -> None:
    rename(make_concept(), "work")
    other = make_concept("health", title="Е-здраве")
    sent = page_fields(other, [("heading", "Цел")], slug="employment", **{"action-publish": "1"})
    response = signed_in(cast.editor).post(reverse("wagtailadmin_pages:edit", args=[other.pk]), sent)
    assert "slug" in response.context["form"].errors
    assert ConceptPage.objects.get(pk=other.pk).slug == "health"


def test_a_move_onto_a_taken_address_is_refused_with_a_sentence(cast: Cast, signed_in: SignedIn) -> None:
    shelf = set_up_tree().add_child(instance=IndexPage(title="Рафт", slug="raft"))
    first = shelf.add_child(instance=ConceptPage(title="Първа", slug="employment", summary_bg="…"))
    first.save_revision().publish()
    rename(first, "work")
    concept = make_concept()
    address = reverse("wagtailadmin_pages:move_confirm", args=[concept.pk, shelf.pk])
    response = signed_in(cast.editor).post(address, follow=True)
    assert "стояла друга страница" in response.content.decode()
    assert ConceptPage.objects.get(pk=concept.pk).url_path.endswith("kontseptsii/employment/")


def test_the_card_of_a_renamed_page_stands_under_its_new_name(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    concept = make_concept()
    with django_capture_on_commit_callbacks(execute=True):
        rename(concept, "work")
    assert "/kontseptsii/work/" in client.get("/oblast/employment/").content.decode()


@pytest.mark.parametrize("leave", [lambda page: rename(page, "work"), lambda page: page.delete()])
def test_a_release_does_not_put_back_what_somebody_moved_or_removed(leave: Any) -> None:
    leave(make_concept())
    put_concepts([ShippedConcept("employment", "Е-заетост", "employment", "Какво прави.")])
    assert not ConceptPage.objects.filter(slug="employment").exists()


@pytest.mark.parametrize("path", ["/nyama-takova", "/en/nyama-takova", "/kontseptsii/nyama"])
def test_an_unknown_word_is_not_found_at_once(path: str, client: Client) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/kontseptsii", "/kontseptsii/employment", "/tarsene", "/en/tarsene"])
def test_a_forgotten_slash_is_added_where_something_stands(path: str, client: Client) -> None:
    make_concept()
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, f"{path}/")


def test_a_forgotten_slash_of_an_old_address_is_added_too(client: Client) -> None:
    rename(make_concept(), "work")
    assert client.get(OLD.rstrip("/"), follow=True).redirect_chain[-1] == (NEW, 301)
