"""The journeys leave no page out: every public address has one in their list, or a reason why it is no page."""

from django.urls import resolve

from ramo.kit.public import is_public
from tests.journeys.pages import NO_PAGE, NO_SUCH_PAGE, PUBLIC

from .addresses import addresses

OWN = {address.name for address in addresses() if is_public(address.view) and not address.is_sign_in}


def looked_at() -> set[str]:
    """Slugs are the same in English, which stands under a prefix."""
    paths = [path.partition("?")[0].removeprefix("/en") for path in PUBLIC if path != NO_SUCH_PAGE]
    return {resolve(path).view_name for path in paths}


def test_every_public_address_has_a_page_in_the_journeys() -> None:
    assert OWN - looked_at() - set(NO_PAGE) == set()


def test_a_reason_is_given_only_for_a_public_address_that_nobody_looks_at() -> None:
    assert set(NO_PAGE) <= OWN - looked_at()
