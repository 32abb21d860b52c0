"""Tells staff which sources need them, in the scope that minds each."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.tasks.actions import TaskData, file_task, settle
from ramo.trust.data import NETWORK_SCOPE

from .models import PlaceQuestion, Source
from .states import SourceState

_TROUBLE = gettext_noop("A source needs you: %(name)s")
_PLACES = gettext_noop("Offers wait for their place: %(count)s, from %(name)s")


def scope_of(source: Source) -> str:
    """The district's coordinator where there is one; else the office."""
    return f"district:{source.district_id}" if source.district_id else NETWORK_SCOPE


def tell_of_source(source: Source) -> None:
    places = f"harvest:places:{source.pk}"
    if source.state == SourceState.OK:
        settle(key=_key(source))
    else:
        file_trouble(source)
    if count := PlaceQuestion.objects.open().filter(source=source).count():
        params: dict[str, str | int] = {"name": source.name, "count": count}
        _file(places, source, _PLACES, "harvest:places", params, icon="pin")
    else:
        settle(key=places)


def file_trouble(source: Source) -> None:
    _file(_key(source), source, _TROUBLE, "harvest:source", {"name": source.name}, icon="bell")


def _key(source: Source) -> str:
    return f"harvest:source:{source.pk}"


def _file(key: str, source: Source, message: str, page: str, params: dict[str, str | int], *, icon: str) -> None:
    with translation.override(SOURCE_LANGUAGE):
        link = reverse(page, args=[source.pk])
    file_task(TaskData(key, scope_of(source), message, link, params, icon=icon))
