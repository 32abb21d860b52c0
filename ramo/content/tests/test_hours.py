"""A library's page shows who receives there by the hour, by their cards alone."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client

from ramo.appointments.tests.factories import make_schedule
from ramo.kit import clock
from tests.cast import Cast

MONDAY = datetime(2026, 11, 23, 12, tzinfo=clock.COUNTRY_ZONE)
pytestmark = pytest.mark.django_db


def test_hours_stand_on_the_page_of_their_library_only(cast: Cast) -> None:
    with time_machine.travel(MONDAY):
        make_schedule(cast.library, cast.institution, weekday=2)
        page = Client().get("/biblioteka/9001/").content.decode()
        assert "Служител на данъчния офис – запазване на час" in page
        assert "/chasove/biblioteka/9001/" in page
        assert "запазване на час" not in Client().get("/biblioteka/9002/").content.decode()
