"""Foreign words of occupations in Bulgarian: whoever types "teacher" is shown „учител“ too."""

from collections.abc import Collection, Mapping, Sequence

from ramo.vocabularies.models import OccupationWord


def foreign(keys: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Bulgarian words for each key that has some."""
    return dict(OccupationWord.objects.filter(key__in=keys).values_list("key", "words"))
