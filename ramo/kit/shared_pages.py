"""Of what a page that many readers share is made: the listed parameters of its address and two cookies.

The site and the cache before it read these lists, so that they cannot drift apart: the cache passes on only
what stands in its key, and the site lets only such answers be shared.
"""

import re
from collections.abc import Mapping

# What a public page reads of its address. A name that is missing here never reaches a page behind the cache.
QUERY_NAMES = ("a", "d", "exact", "f", "g", "k", "lesno", "m", "o", "p", "page", "q", "r", "s", "t", "thanks", "u", "w")

LIBRARY = "library"
BIG_TYPE = "big_type"
COOKIES = {LIBRARY: "[A-Za-z0-9][A-Za-z0-9-]{0,11}", BIG_TYPE: "1"}

# The cache says which day it keeps pages of; an answer for another day is not kept.
DAY_HEADER = "X-Ramo-Day"


def shared_query(query: str) -> str:
    """The raw query without the parameters that no public page reads; their order and writing stay."""
    return "&".join(part for part in query.split("&") if _name(part) in QUERY_NAMES)


def shared_cookies(cookies: Mapping[str, str]) -> dict[str, str]:
    """The two cookies of readers, where their value can be one of ours."""
    return {
        name: cookies[name]
        for name, pattern in COOKIES.items()
        if name in cookies and re.fullmatch(pattern, cookies[name])
    }


def _name(part: str) -> str | None:
    """The name as it is written; without a value it names nothing."""
    name, equals, _value = part.partition("=")
    return name if equals else None
