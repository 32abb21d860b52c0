"""Addresses in the text of a page are found, and mended with the page published anew."""

import pytest

from ramo.content.models import ConceptPage
from ramo.kit import clock
from ramo.network.roles import Role
from ramo.network.tests.factories import make_user
from ramo.trust.links import KEEPERS
from ramo.watch.link_actions import collect, mend_everywhere
from ramo.watch.models import LinkSpot, WatchedLink

from .factories import make_concept

pytestmark = pytest.mark.django_db
OLD, NEW = "https://stara.bg/uslugi/a?x=1&y=2", "https://nova.bg/uslugi/a?x=1&y=2"


@pytest.fixture
def concept() -> ConceptPage:
    html = '<p>Вижте <a href="https://stara.bg/uslugi/a?x=1&amp;y=2">тук</a>.</p>'
    concept = make_concept(body_bg=[{"type": "paragraph", "value": html}])
    collect()
    return concept


def mended() -> list[LinkSpot]:
    user = make_user("editor@ramo.example", Role.EDITOR)
    return mend_everywhere(WatchedLink.objects.get(address=OLD), to=NEW, scopes=None, by=user).written


def body(concept: ConceptPage) -> str:
    return str(KEEPERS["page"].read(ConceptPage.objects.get(pk=concept.pk), "body_bg"))


def test_an_address_inside_a_text_is_found_with_the_form_of_the_editor(concept: ConceptPage) -> None:
    spot = LinkSpot.objects.get(link__address=OLD)
    assert (spot.column, spot.key) == ("body_bg", str(concept.pk))
    assert f"/pages/{concept.pk}/edit/" in spot.form


def test_a_mended_page_is_published_anew_and_asks_for_a_new_check(concept: ConceptPage) -> None:
    ConceptPage.objects.update(verified_on=clock.today(), verified_as="РБ", valid_until=clock.today())
    assert len(mended()) == 1
    assert "nova.bg/uslugi/a?x=1&amp;y=2" in body(concept)
    assert "stara.bg" not in body(concept)
    concept.refresh_from_db()
    assert (concept.verified_as, concept.changed_on) == ("РБ", clock.today())
    assert not concept.has_unpublished_changes


def test_a_page_with_somebodys_draft_is_left_to_a_person(concept: ConceptPage) -> None:
    ConceptPage.objects.update(has_unpublished_changes=True)
    assert mended() == []
    assert "stara.bg" in body(concept)


def test_a_page_that_was_taken_down_is_not_watched(concept: ConceptPage) -> None:
    concept.unpublish()
    collect()
    assert not WatchedLink.objects.filter(address=OLD).exists()
