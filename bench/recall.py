"""How well forms of a word meet: each form is asked for among all of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import marisa_trie

from ramo.kit.bulgarian import lexicon

GOLD = Path(__file__).parent / "gold"
KeysOf = Callable[[str], Iterable[str]]
Lexeme = frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the forms asked for; `losing` is the share of those that find less than half of their own."""

    recall: float
    losing: float
    precision: float

    def __str__(self) -> str:
        return f"recall {self.recall:.3f}, losing over half {self.losing:.1%}, precision {self.precision:.3f}"


def lexemes(name: str) -> list[Lexeme]:
    return [frozenset(line.split()) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def score(keys_of: KeysOf, gold: Sequence[Lexeme], others: Iterable[str]) -> Score:
    """`others` stand among what is searched and belong to no lexeme of the gold."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for lexeme in gold:
        for form in lexeme:
            wanted[form] |= lexeme
    keys = {form: tuple(keys_of(form)) for form in (*wanted, *others)}
    return mean(_found(wanted, keys))


def mean(found: Iterable[tuple[float, float]]) -> Score:
    """Of pairs of recall and precision, one a question."""
    recalls, precisions = zip(*found, strict=True)
    losing = sum(recall < 0.5 for recall in recalls)
    return Score(sum(recalls) / len(recalls), losing / len(recalls), sum(precisions) / len(precisions))


def _found(wanted: Mapping[str, set[str]], keys: Mapping[str, Sequence[str]]) -> Iterator[tuple[float, float]]:
    filed: dict[str, set[str]] = defaultdict(set)
    for form, of_form in keys.items():
        for key in of_form:
            filed[key].add(form)
    for form, own in wanted.items():
        found = set[str]().union(*(filed[key] for key in keys[form]))
        yield len(found & own) / len(own), len(found & own) / len(found)


class _Without:
    """A dictionary that never saw some forms."""

    def __init__(self, forms: marisa_trie.BytesTrie, hidden: frozenset[str]) -> None:
        self._forms, self._hidden = forms, hidden

    def get(self, form: str) -> list[bytes] | None:
        return None if form in self._hidden else self._forms.get(form)

    def __contains__(self, form: str) -> bool:
        return form not in self._hidden and form in self._forms


@contextmanager
def unlearned(gold: Iterable[Lexeme]) -> Iterator[None]:
    """As if the lexemes stood in no dictionary, and nothing had been learned from them."""
    forms = _Without(lexicon._forms(), frozenset().union(*gold))
    endings = marisa_trie.BytesTrie().mmap(str(GOLD / "endings.marisa"))
    with patch.object(lexicon, "_forms", lambda: forms), patch.object(lexicon, "_endings", lambda: endings):
        yield
