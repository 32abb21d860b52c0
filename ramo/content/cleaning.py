"""Rich text as it may be kept: bold, links and lists. Whatever else was pasted is dropped, its words stay."""

import re

from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

FEATURES = ["bold", "link", "ol", "ul"]
_DROPPED_WHOLE = re.compile(
    r"<(script|style|template|iframe|object|svg|math)\b.*?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL
)
_KEYS_OF_THE_EDITOR = {"data-block-key": True}


class _Cleaner(Whitelister):
    element_rules = {
        "[document]": allow_without_attributes,
        "p": attribute_rule(_KEYS_OF_THE_EDITOR),
        "ul": allow_without_attributes,
        "ol": allow_without_attributes,
        "li": attribute_rule(_KEYS_OF_THE_EDITOR),
        "br": allow_without_attributes,
        "b": allow_without_attributes,
        "a": attribute_rule(
            {"href": check_url, "linktype": lambda kind: "page" if kind == "page" else None, "id": str}
        ),
    }


def cleaned(html: str) -> str:
    return str(_Cleaner().clean(_DROPPED_WHOLE.sub("", html)))
