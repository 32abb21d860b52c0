"""A QR code is one path that fits its square."""

import re

from ramo.kit import qr


def test_code_is_one_path_with_a_quiet_border() -> None:
    code = qr.path("https://ramo.example/u/pik")
    start = re.match(r"M(\d+) ", code.d)
    assert start is not None
    assert int(start.group(1)) >= qr.QUIET_MODULES
    assert code.size > 2 * qr.QUIET_MODULES


def test_longer_text_needs_a_bigger_square() -> None:
    assert qr.path("https://ramo.example/" + "a" * 80).size > qr.path("https://ramo.example/").size
