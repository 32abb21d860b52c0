"""Tells nginx which requests share a page and what of them the site gets to see: `ramo cache-config`."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from ramo.kit.public import is_personal, is_public
from ramo.kit.shared_pages import COOKIES, QUERY_NAMES

# Each step takes out one run of unlisted parameters; an address with more of them is answered, but not kept.
STEPS = 4
_MESSAGES_COOKIE = "messages"  # of django.contrib.messages: says something to one reader

_CONFIGURATION = """\
# Made by `ramo cache-config`; do not edit. What a shared page may depend on, from ramo/kit/shared_pages.py.

# The path as it was sent: what stands in the key is what the site gets.
map $request_uri $ramo_path {{
    "~^(?<ramo_raw_path>[^?]*)" $ramo_raw_path;
}}

# Staff and signing in: passed on whole, never kept.
map $ramo_path $ramo_path_is_for_all {{
    default 1;
    "~^/(?:(?:{languages})/)?(?:{rooms})(?:/|$)" "";
}}

# What follows in these rooms is a key, and stays out of the log.
map $ramo_path $ramo_logged_path {{
    default $ramo_path;
    "~^(?<ramo_room>/(?:(?:{languages})/)?(?:{keyed})/)" "$ramo_room-";
}}

# A session, or words to one reader.
map "{personal}" $ramo_is_stranger {{
    default "";
    "" 1;
}}

map $request_method $ramo_is_read {{
    default "";
    GET 1;
    HEAD 1;
}}

# Most addresses have no parameters or listed ones only and stay as they are: one look, and none of the steps below.
map $args $ramo_query {{
    default $ramo_query_left;
    "" "";
    "~^{known}(?:&{known})*$" "?$args";
}}

# From the others the unlisted parameters leave, a run of them at each step.
{steps}
map ${last} $ramo_query_left {{
    default unlisted;
    "" "";
    "~^(?<ramo_listed>{known}(?:&{known})*)&$" "?$ramo_listed";
}}

map $ramo_query $ramo_query_is_listed {{
    default 1;
    unlisted "";
}}

map "$ramo_is_read$ramo_is_stranger$ramo_path_is_for_all$ramo_query_is_listed" $ramo_is_shared {{
    default 0;
    1111 1;
}}

# The two cookies of readers, rewritten; any other stays outside.
{cookies}
# The form token belongs to no key: a page that uses it sets a cookie and is not kept.
map $cookie_{csrf} $ramo_token {{
    default "";
    "~^[A-Za-z0-9]{{32,64}}$" "{csrf}=$cookie_{csrf}; ";
}}

# The site sends a page as it is or in gzip; each is kept.
map $http_accept_encoding $ramo_encoding {{
    default "";
    "~*\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|\\s|$))" gzip;
}}

# Dated things change at midnight: another day is another key. nginx runs in the country's zone (TZ).
map $time_iso8601 $ramo_day {{
    "~^(?<ramo_date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})" $ramo_date;
}}
"""
_STEP = """\
map {before} $ramo_query_{number} {{
    default {before};
    "&" "";
    "~^(?<ramo_head_{number}>(?:{known}&)*)(?:(?!{known}&)[^&]*&)+(?<ramo_tail_{number}>.*)$"
        $ramo_head_{number}$ramo_tail_{number};
}}
"""
_COOKIE = """\
map $cookie_{name} $ramo_{name} {{
    default "";
    "~^{pattern}$" "{name}=$cookie_{name}; ";
}}
"""


def cache_configuration() -> str:
    known = f"(?:{'|'.join(QUERY_NAMES)})=[^&]*"
    befores = ['"$args&"', *(f"$ramo_query_{number}" for number in range(1, STEPS))]
    steps = [_STEP.format(before=before, number=number, known=known) for number, before in enumerate(befores, start=1)]
    return _CONFIGURATION.format(
        languages="|".join(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE),
        rooms="|".join(rooms_not_for_all()),
        keyed="|".join(rooms_of_keys()),
        personal=f"$cookie_{settings.SESSION_COOKIE_NAME}$cookie_{_MESSAGES_COOKIE}",
        steps="\n".join(steps),
        last=f"ramo_query_{STEPS}",
        known=known,
        cookies="\n".join(_COOKIE.format(name=name, pattern=pattern) for name, pattern in COOKIES.items()),
        csrf=settings.CSRF_COOKIE_NAME,
    )


def rooms_not_for_all() -> list[str]:
    """First parts of the addresses under which some page is not public: there nothing is kept."""
    return _rooms(lambda view: not is_public(view) or is_personal(view))


def rooms_of_keys() -> list[str]:
    """First parts of the addresses that hold a key; no log names what follows."""
    return _rooms(is_personal)


def _rooms(is_wanted: Callable[[Callable[..., Any]], bool]) -> list[str]:
    pages = _walk(get_resolver().url_patterns, "")
    return sorted({first for first, pattern in pages if first and is_wanted(pattern.callback)})


def _walk(patterns: Iterable[URLPattern | URLResolver], above: str) -> Iterator[tuple[str, URLPattern]]:
    """Each address with its first part, the language left out; "" where that part is not fixed."""
    for entry in patterns:
        own = "" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern).lstrip("^")
        route = above + own
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, route)
        else:
            first, slash, _rest = route.partition("/")
            is_fixed = bool(slash) and first.replace("-", "").replace("_", "").isalnum()
            yield first if is_fixed else "", entry
