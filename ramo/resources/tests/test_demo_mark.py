"""What is invented says so wherever it shows."""

import pytest
from django.test import Client

from ramo.resources.actions import confirm_item
from ramo.resources.tests.factories import make_resource
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_demo_resource_is_marked_on_home_its_area_and_its_own_page(client: Client, cast: Cast) -> None:
    resource = make_resource(is_demo=True)
    confirm_item(resource, by=cast.editor)
    for address in ("/", f"/oblast/{resource.area_id}/", f"/resurs/{resource.key}/"):
        assert "пример" in client.get(address).content.decode(), address


def test_a_real_resource_is_not_marked(client: Client) -> None:
    resource = make_resource()
    assert "пример" not in client.get(f"/resurs/{resource.key}/").content.decode()
