"""Names of places as people write them → EKATTE. A name borne by several is never guessed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ramo.kit.bulgarian.fold import fold

from .data import Candidate

_KINDS = {"гр": "гр.", "град": "гр.", "с": "с.", "село": "с.", "ман": "ман."}
_NO_NAME = "и|гр|с|град|село|общ|община|обл|област|ул|бул|до|при|за|кв"
_WORDS = rf"[А-Я][А-Яа-яѝЍ-]{{0,30}}(?: (?!(?i:{_NO_NAME})\b)[А-Яа-яѝЍ-]{{1,30}}){{0,3}}"
_MARKED = re.compile(rf"\b((?i:гр|град|с|село|ман))\b\.?\s*({_WORDS})")
_AREA = re.compile(r"\b(общ|община|обл|област)\b\.?\s*([А-ЯЁ][А-Яа-я\- ]{1,40}?)(?=[,;()/\n]|\s-\s|$)", re.IGNORECASE)
_BREAKS = re.compile(r"[;,/()\n|]|\s+и\s+|\s+[-–—]\s+")
_STREET = re.compile(r"^(?:ул|бул|ж\.?\s?к|кв|пл|бл|вх|ет|ап|№|тел)\b", re.IGNORECASE)
_SHORT = 2
_MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A settlement; `kind` is „гр.“, „с.“ or „ман.“."""

    ekatte: str
    kind: str
    name: str
    municipality_code: str
    municipality: str
    district_code: str
    district: str
    name_en: str = ""
    postcode: str = ""

    @property
    def label(self) -> str:
        return f"{self.kind} {self.name}, общ. {self.municipality}, обл. {self.district}"


@dataclass(frozen=True, slots=True)
class Hints:
    """What else is known: names written beside the place, codes that the source stands for."""

    municipalities: frozenset[str] = frozenset()  # folded names
    districts: frozenset[str] = frozenset()
    postcode: str = ""
    own_municipalities: tuple[str, ...] = ()  # codes
    own_districts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Located:
    """`unclear`: what was written, with whom it could mean. `unknown`: names that no settlement bears."""

    places: tuple[str, ...] = ()
    unclear: tuple[tuple[str, tuple[Candidate, ...]], ...] = ()
    unknown: tuple[str, ...] = ()


class Gazetteer:
    def __init__(self, places: Iterable[Place]) -> None:
        self.by_ekatte = {place.ekatte: place for place in places}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        for place in self.by_ekatte.values():
            for name in {_key(place.name), _key(place.name_en)} - {""}:
                self._by_name[name].append(place)

    def locate(self, text: str, hints: Hints = Hints()) -> Located:
        """Every settlement named in a text, each by itself."""
        areas = _AREA.findall(text)
        hints = _with_areas(hints, areas)
        names = [(kind, self._whole(name) if kind else name) for kind, name in _named(text)]
        parts = tuple(_key(name) for _, name in names)
        places: list[str] = []
        unclear: list[tuple[str, tuple[Candidate, ...]]] = []
        unknown: list[str] = []
        for kind, name in names[:_MOST_PLACES]:
            found = self._borne(kind, name)
            narrowed = _narrow(found, hints, [part for part in parts if part != _key(name)])
            if len(narrowed) == 1:
                places.append(narrowed[0].ekatte)
            elif narrowed:
                written = f"{kind} {name}".strip()
                unclear.append((written, tuple(Candidate(each.ekatte, each.label) for each in narrowed)))
            else:
                unknown.append(name)
        if len(places) > 1 and not unclear and not any(kind for kind, _ in names):
            places = self._without_areas(places)
        return Located(tuple(dict.fromkeys(places)), tuple(unclear), tuple(unknown))

    def _whole(self, words: str) -> str:
        """„Габрово търсят“ → „Габрово“, „Вълчи дол“ whole: as many words as some name has, else all."""
        parts = words.split()
        prefixes = (" ".join(parts[:count]) for count in range(len(parts), 0, -1))
        return next((prefix for prefix in prefixes if _key(prefix) in self._by_name), words)

    def _borne(self, kind: str, name: str) -> list[Place]:
        found = self._by_name.get(_key(name), [])
        return [place for place in found if place.kind == kind] if kind else found

    def _without_areas(self, places: list[str]) -> list[str]:
        """„Абланица, Ловеч“: the town only says which village; it is no second place."""
        first, rest = self.by_ekatte[places[0]], places[1:]
        return [places[0], *(each for each in rest if not _is_over(self.by_ekatte[each], first))]


def _is_over(town: Place, place: Place) -> bool:
    return _key(town.name) in (_key(place.municipality), _key(place.district))


def _narrow(found: list[Place], hints: Hints, beside: Sequence[str]) -> list[Place]:
    """By each hint that leaves somebody; the written ones first, the source's own last."""
    tests = (
        lambda each: _key(each.municipality) in hints.municipalities,
        lambda each: _key(each.district) in hints.districts,
        lambda each: _key(each.municipality) in beside,
        lambda each: _key(each.district) in beside,
        lambda each: hints.postcode and each.postcode == hints.postcode,
        lambda each: each.municipality_code in hints.own_municipalities,
        lambda each: each.district_code in hints.own_districts,
    )
    for test in tests:
        if len(found) > 1 and (kept := [each for each in found if test(each)]):
            found = kept
    return found


def _with_areas(hints: Hints, areas: Iterable[tuple[str, str]]) -> Hints:
    municipalities, districts = set(hints.municipalities), set(hints.districts)
    for kind, name in areas:
        (municipalities if kind.lower().startswith("общ") else districts).add(_key(name))
    return Hints(
        frozenset(municipalities),
        frozenset(districts),
        hints.postcode,
        hints.own_municipalities,
        hints.own_districts,
    )


def _named(text: str) -> list[tuple[str, str]]:
    """Kind and name of each; marked ones („гр. Габрово“) where there are any, else each part."""
    text = _AREA.sub(" ; ", text)
    if marked := _MARKED.findall(text):
        return [(_KINDS[kind.lower()], name) for kind, name in marked]
    parts = (part.strip(" .:\u00a0") for part in _BREAKS.split(text))
    return [("", part) for part in parts if len(part) >= _SHORT and not _STREET.match(part) and not part[:1].isdigit()]


def _key(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").replace(".", " ").split())


def key(name: str) -> str:
    """How a choice of a person is remembered, and how names of areas are compared."""
    return _key(name)
