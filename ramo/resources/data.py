"""What crosses the border of this room: the facts of a resource and of a need, as somebody wrote them."""

from dataclasses import dataclass

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """All that an editor writes of a resource; relations by key."""

    area: str
    name_bg: str
    url: str
    gives_bg: str
    topics: Lines = ()
    name_en: str = ""
    owner: str = ""
    owner_text_bg: str = ""
    phone: str = ""
    gives_en: str = ""
    how_to_bg: Lines = ()
    how_to_en: Lines = ()
    easy_bg: Lines = ()
    easy_en: Lines = ()
    needs_bg: str = ""
    needs_en: str = ""
    cost_bg: str = ""
    cost_en: str = ""
    audience_bg: str = ""
    audience_en: str = ""
    languages: Lines = ("bg",)
    source_label: str = ""
    source_url: str = ""
    is_recommended: bool = True


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """All that an editor writes of a need; its place in the paths stays where it is."""

    title_bg: str
    steps_bg: Lines
    title_en: str = ""
    steps_en: Lines = ()
    easy_bg: Lines = ()
    easy_en: Lines = ()
    papers_bg: Lines = ()
    papers_en: Lines = ()
    refer_bg: str = ""
    refer_en: str = ""
    boundary: str = ""
    resources: Lines = ()
    source_label: str = ""
    source_url: str = ""
