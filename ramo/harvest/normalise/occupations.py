"""Occupations by code or label → ESCO."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ramo.kit.bulgarian.fold import fold
from ramo.vocabularies.recognising import CERTAIN, LIKELY, Known, Recogniser

_ESCO = re.compile(r"https?://data\.europa\.eu/esco/occupation/[0-9a-f-]{36}")
_ISCO_ADDRESS = re.compile(r"https?://data\.europa\.eu/esco/isco/C(\d{1,4})$", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)(\d{4})[\s-]?(\d{4})?(?!\d)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Occupation:
    """`uri` is empty where only the group is known."""

    uri: str = ""
    isco: str = ""


class Occupations:
    def __init__(
        self, known: Iterable[Known], corrected: Mapping[str, str] | None = None, *, kept: Path | None = None
    ) -> None:
        """`corrected`: what people said of titles, by `title_key`; `kept`: see the recogniser."""
        self.by_uri = {each.uri: each for each in known}
        self._recogniser = Recogniser(self.by_uri.values(), corrected, kept=kept)
        self._by_national: dict[str, set[str]] = defaultdict(set)
        self._by_label: dict[str, set[str]] = defaultdict(set)
        self._groups = {each.isco for each in self.by_uri.values()}
        for each in self.by_uri.values():
            for code in each.national:
                self._by_national[code].add(each.uri)
            for label in each.labels:
                self._by_label[_key(label)].add(each.uri)

    def find(self, codes: Iterable[str], *labels: str) -> Occupation:
        """What a person said before codes, codes before labels, labels before what only resembles one.

        A label borne by several occupations says nothing.
        """
        for label in labels:
            if said := self._recogniser.corrected(label):
                return Occupation(said, self.by_uri[said].isco)
        group = ""
        for code in codes:
            found = self._of_code(code)
            if found.uri:
                return found
            group = group or found.isco
        for label in labels:
            uris = self._of_label(label, group)
            if len(uris) == 1:
                uri = uris.pop()
                return Occupation(uri, self.by_uri[uri].isco)
        return self._alike(labels, group)

    def _alike(self, labels: Iterable[str], group: str) -> Occupation:
        for label in labels:
            guess = self._recogniser.recognise(label, group=group)
            if guess.confidence >= CERTAIN:
                return Occupation(guess.uri, self.by_uri[guess.uri].isco)
            if guess.isco_confidence >= LIKELY:
                group = group or guess.isco
        return Occupation(isco=group)

    def _of_code(self, code: str) -> Occupation:
        if match := _ESCO.search(code):
            known = self.by_uri.get(match[0].replace("https:", "http:"))
            return Occupation(known.uri, known.isco) if known else Occupation()
        if match := _ISCO_ADDRESS.search(code.strip()):
            return Occupation(isco=match[1] if match[1] in self._groups else "")
        if match := _DIGITS.search(code):
            uris = self._by_national.get(f"{match[1]}{match[2] or ''}", set())
            if len(uris) == 1:
                uri = next(iter(uris))
                return Occupation(uri, self.by_uri[uri].isco)
            # The first four digits of a national code are the group of ISCO-08.
            return Occupation(isco=match[1] if match[1] in self._groups else "")
        return Occupation()

    def _of_label(self, label: str, group: str) -> set[str]:
        for part in _readings(label):
            uris = self._by_label.get(_key(part), set())
            within = {uri for uri in uris if self.by_uri[uri].isco == group} if group else uris
            if within:
                return set(within)
        return set()


def _readings(label: str) -> Iterable[str]:
    """Whole; without what stands in brackets or after a comma; each side of a stroke."""
    yield label
    shorter = re.split(r"[(,;]|\s[-–—]\s", label, maxsplit=1)[0]
    yield shorter
    yield from shorter.split("/")


def _key(label: str) -> str:
    return " ".join(_WORD.findall(fold(label)))
