"""Posts of a WordPress site by its REST interface (wp/v2)."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from ramo.harvest.data import Failure, Reading, ReadOptions, RecordKind, Unreadable

from . import objects
from .gathering import Gathering, snippet

_PAST_THE_END = "rest_post_invalid_page_number"
_PAGE = 10  # of the interface, unless asked otherwise


def read(content: bytes, *, options: ReadOptions) -> Reading:
    posts = objects.parse_json(content, content_type=options.content_type)
    if isinstance(posts, dict):
        return _read_refusal(posts)
    if not isinstance(posts, list) or not all(isinstance(post, dict) and "id" in post for post in posts):
        raise Unreadable(Failure.NOT_THIS_DIALECT, "no list of posts")
    gathering = Gathering(options)
    for number, post in enumerate(posts):
        where = f"[{number}]"
        with gathering.one(where):
            _add(gathering, post, where)
    return gathering.reading(next_address=_following(options.address, len(posts)))


def _read_refusal(answer: dict[str, Any]) -> Reading:
    code = objects.text(answer, "code")
    if code == _PAST_THE_END:
        return Reading()
    raise Unreadable(Failure.ANSWERED_ERROR if code else Failure.NOT_THIS_DIALECT, code[:100])


def _add(gathering: Gathering, post: Any, where: str) -> None:
    if objects.text(post, "status") not in ("publish", ""):
        gathering.gone.append(objects.text(post, "id"))
        return
    embedded = objects.at(post, "_embedded")
    terms = [term for group in objects.listed(embedded, "wp:term") for term in objects.listed(group)]
    gathering.add(
        objects.text(post, "id"),
        RecordKind.ARTICLE,
        {
            "title": objects.text(post, "title", "rendered"),
            "text": objects.text(post, "content", "rendered") or objects.text(post, "excerpt", "rendered"),
            "link": objects.text(post, "link"),
            "published": _moment(post, "date"),
            "updated": _moment(post, "modified"),
            "organisation": objects.text(embedded, "author", 0, "name"),
            "topics": [objects.text(term, "name") for term in terms],
            "picture": objects.text(embedded, "wp:featuredmedia", 0, "source_url"),
        },
        where=where,
        original=snippet(post),
    )


def _moment(post: Any, name: str) -> str:
    """In UTC where the site says it; its own time otherwise."""
    universal = objects.text(post, f"{name}_gmt")
    return f"{universal}Z" if universal else objects.text(post, name)


def _following(address: str, count: int) -> str:
    """A full page may have another behind it; a short one is the last."""
    parts = urlsplit(address)
    query = parse_qs(parts.query)
    if not address or count < _whole(query, "per_page", _PAGE):
        return ""
    query["page"] = [str(_whole(query, "page", 1) + 1)]
    return urlunsplit(parts._replace(query=urlencode(query, doseq=True)))


def _whole(query: dict[str, list[str]], name: str, default: int) -> int:
    value = query.get(name, [""])[0]
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else default
