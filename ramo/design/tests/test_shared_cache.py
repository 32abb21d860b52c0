"""What nginx is told: in step with the lists of the house, and with the addresses that are not for all."""

from ramo.design.shared_cache import cache_configuration, rooms_not_for_all
from ramo.kit.shared_pages import COOKIES, QUERY_NAMES


def test_configuration_names_every_parameter_and_cookie() -> None:
    configuration = cache_configuration()
    assert f"(?:{'|'.join(QUERY_NAMES)})=" in configuration
    assert all(f'"~^{pattern}$"' in configuration for pattern in COOKIES.values())


def test_staff_and_signing_in_are_not_for_all_and_pages_of_readers_are() -> None:
    rooms = rooms_not_for_all()
    assert {"rabotno-myasto", "vhod"} <= set(rooms)
    assert not {"resurs", "nuzhda", "biblioteka", "biblioteki", "tarsene", "pomosht", ""} & set(rooms)
