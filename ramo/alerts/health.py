"""Whether a question is about somebody's health: then nothing of it is kept, and feeds do instead of letters."""

from collections.abc import Iterable

from ramo.kit.bulgarian import STOP_WORDS, analyse
from ramo.search import engine
from ramo.search.data import SearchQuery
from ramo.vocabularies.models import Topic

HEALTH = "health"
# Offers to whoever works in health are of another area: „медицинска сестра“ among the vacancies.
_ABOUT_WORK = frozenset({"vacancy", "course", "call"})


def is_about_health(query: SearchQuery) -> bool:
    """Rather once too often: the area, the words of its topics, or an answer that is mostly of that area."""
    if query.areas:
        return HEALTH in query.areas
    if query.kinds and set(query.kinds) <= _ABOUT_WORK:
        return False
    return _names_a_topic(query) or _finds_mostly_health(query)


def _names_a_topic(query: SearchQuery) -> bool:
    asked = {key for word in engine.strictly(query).words for key in word.keys}
    topics = list(Topic.objects.all())
    of_health = _keys(topic for topic in topics if topic.area_id == HEALTH)
    of_others = _keys(topic for topic in topics if topic.area_id != HEALTH)
    return bool(asked & (of_health - of_others))


def _keys(topics: Iterable[Topic]) -> set[str]:
    text = ", ".join(word for topic in topics for word in (topic.label_bg, topic.label_en, *topic.synonyms_bg))
    return {key for word in analyse(text) if word.text not in STOP_WORDS for key in word.keys}


def _finds_mostly_health(query: SearchQuery) -> bool:
    found = engine.search(query)
    health = next((area.count for area in found.facets.areas if area.value == HEALTH), 0)
    return bool(query.text) and health * 2 > found.total
