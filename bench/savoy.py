"""The rival of the analyser: the light stemmer of Savoy's “Searching Strategies for the Bulgarian Language”.

Step by step what Lucene's `bulgarian`, and so Elasticsearch's and OpenSearch's, does to a lower-case word.
"""

import re

_SHORTEST = 4
# Only of words longer than the figure, the first that fits.
_PLURALS = [
    (longer_than, re.compile(f"{ending}$"), singular)
    for longer_than, ending, singular in (
        (6, "овци", "о"), (6, "ове", ""), (6, "еве", "й"), (5, "ища", ""), (5, "та", ""), (5, "ци", "к"),
        (5, "зи", "г"), (5, "е(.)и", r"я\1"), (4, "си", "х"), (4, "и", ""),
    )
]  # fmt: skip


def stem(word: str) -> str:
    if len(word) < _SHORTEST:
        return word
    if len(word) > 5 and word.endswith("ища"):
        return word[:-3]
    return _end(_without_plural(_without_article(word)))


def _without_article(word: str) -> str:
    if len(word) > 6 and word.endswith("ият"):
        return word[:-3]
    if len(word) > 5 and word.endswith(("ът", "то", "те", "та", "ия")):
        return word[:-2]
    return word[:-2] if len(word) > 4 and word.endswith("ят") else word


def _without_plural(word: str) -> str:
    for longer_than, ending, singular in _PLURALS:
        if len(word) > longer_than and ending.search(word):
            return ending.sub(singular, word)
    return word


def _end(word: str) -> str:
    if len(word) > 3:
        word = word.removesuffix("я")
        if word.endswith(("а", "о", "е")):
            word = word[:-1]
    if len(word) > 4 and word.endswith("ен"):
        word = word[:-2] + "н"
    if len(word) > 5 and word[-2] == "ъ":
        word = word[:-2] + word[-1]
    return word
