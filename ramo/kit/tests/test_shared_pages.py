"""What a shared page may depend on: nothing else gets into its key, and nothing listed gets lost."""

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from ramo.kit.shared_pages import COOKIES, QUERY_NAMES, shared_cookies, shared_query

NAMES = st.one_of(st.sampled_from(QUERY_NAMES), st.sampled_from(["utm_source", "fbclid", "Q", "%71", "qq", ""]))
VALUES = st.text(alphabet="ab1%20+=.;?/|-", max_size=6)
PARTS = st.one_of(st.tuples(NAMES, VALUES).map("=".join), NAMES)
QUERIES = st.lists(PARTS, max_size=8).map("&".join)


@given(QUERIES)
def test_query_keeps_each_listed_parameter_in_its_order_and_no_other(query: str) -> None:
    listed = [part for part in query.split("&") if part.split("=")[0] in QUERY_NAMES and "=" in part]
    assert shared_query(query).split("&") == (listed or [""])


@given(QUERIES)
def test_shared_query_is_left_as_it_is(query: str) -> None:
    once = shared_query(query)
    assert shared_query(once) == once


@given(QUERIES)
def test_page_reads_in_a_shared_query_only_listed_names(query: str) -> None:
    read = parse_qsl(shared_query(query), keep_blank_values=True)
    assert {name for name, _value in read} <= set(QUERY_NAMES)


@given(QUERIES, QUERIES)
def test_queries_that_a_page_reads_differently_stay_different(one: str, other: str) -> None:
    def read(query: str) -> list[tuple[str, str]]:
        return [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name in QUERY_NAMES]

    if shared_query(one) == shared_query(other):
        assert read(shared_query(one)) == read(shared_query(other))


@given(st.dictionaries(st.sampled_from([*COOKIES, "sessionid", "_ga"]), st.text(max_size=14)))
def test_cookies_are_the_two_of_readers_with_a_value_of_ours(cookies: dict[str, str]) -> None:
    kept = shared_cookies(cookies)
    assert set(kept) <= set(COOKIES)
    assert all(kept[name] == cookies[name] for name in kept)
    assert kept.get("big_type", "1") == "1"
    assert len(kept.get("library", "")) <= 12


def test_cookie_with_the_number_of_a_library_is_kept() -> None:
    assert shared_cookies({"library": "705"}) == {"library": "705"}
    assert shared_cookies({"library": "D-1", "big_type": "1"}) == {"library": "D-1", "big_type": "1"}


def test_cookie_that_could_break_out_of_the_key_is_dropped() -> None:
    for value in ("705|", "705; sessionid=x", "705\n", "", "-", "a" * 13, "705 ", "../705"):
        assert shared_cookies({"library": value, "big_type": "yes"}) == {}
