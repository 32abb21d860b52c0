"""A proof as its page shows it, in the reader's language; the figures are those that were frozen."""

from typing import Any

from .content import changes
from .figures import CHAPTERS, FIGURES, WITHHELD_HOW
from .models import Proof
from .paper import chapter_of, check_address, done_of, given_in, shown, spaced, territory_name


def page_of(proof: Proof) -> dict[str, Any]:
    content = proof.content
    return {
        "territory": territory_name(content),
        "fingerprint": spaced(proof.fingerprint),
        "check": check_address(proof.number),
        "offices": len(content["partner"]["offices"]) - 1,
        "chapters": [chapter_of(chapter, content) for chapter in CHAPTERS if given_in(chapter, content)],
        "changes": _changes(proof),
        "duties": [(duty["text"], duty["agreement"], done_of(duty)) for duty in content["duties"]],
        "withheld": WITHHELD_HOW,
    }


def _changes(proof: Proof) -> list[tuple[object, str, str]]:
    if proof.replaces is None:
        return []
    found = changes(proof.replaces.content, proof.content)
    return [(FIGURES[each.key].name, shown(each.old), shown(each.new)) for each in found]
