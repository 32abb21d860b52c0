"""Tells staff which sources need them, in the scope that minds each."""

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop

from ramo.kit.languages import SOURCE_LANGUAGE
from ramo.listings.models import Sighting
from ramo.network.access import personal_scope
from ramo.tasks.actions import TaskData, file_task, settle
from ramo.tasks.models import PERSON, Task
from ramo.trust.data import NETWORK_SCOPE

from .models import PlaceQuestion, Source
from .reach import may_mind
from .states import SourceState

_TROUBLE = gettext_noop("A source needs you: %(name)s")
_ORPHANED = gettext_noop("A source needs you, for who minded it has left: %(name)s")
_KEPT = gettext_noop("%(name)s says otherwise than a person did. Choose which holds: %(count)s")
_PLACES = gettext_noop("Offers wait for their place: %(count)s, from %(name)s")


def scope_of(source: Source) -> str:
    """Its owner while there is one who may open it; else the district's coordinator, else the office."""
    if source.owner and may_mind(source.owner, source):
        return personal_scope(source.owner)
    return f"district:{source.district_id}" if source.district_id else NETWORK_SCOPE


def keep_current() -> int:
    """Open tasks whose person has left, or about which somebody chose on the offer's page, are told anew; how many."""
    open_ = Task.objects.filter(settled_at=None, key__startswith="harvest:")
    tasks = dict(
        open_.filter(Q(scope__startswith=PERSON) | Q(key__startswith="harvest:kept:")).values_list("key", "scope")
    )
    sources = Source.objects.filter(pk__in={key.split(":", 2)[2] for key in tasks})
    count = 0
    for source in sources.select_related("owner", "institution", "district"):
        scope = scope_of(source)
        for key, tell in ((_key, file_trouble), (_places, tell_of_places), (_kept, tell_of_kept)):
            if tasks.get(key(source), scope) != scope or (key is _kept and _kept(source) in tasks):
                tell(source)
                count += 1
    return count


def tell_of_source(source: Source) -> None:
    if source.state == SourceState.OK:
        settle(key=_key(source))
    else:
        file_trouble(source)
    tell_of_places(source)
    tell_of_kept(source)


def tell_of_kept(source: Source) -> None:
    """Offers in which the source has left a person's correction."""
    if count := Sighting.objects.disputed().filter(source_key=source.pk).count():
        params: dict[str, str | int] = {"name": source.name, "count": count}
        _file(_kept(source), source, _KEPT, "harvest:kept", params, icon="edit")
    else:
        settle(key=_kept(source))


def tell_of_places(source: Source) -> None:
    if count := PlaceQuestion.objects.open().filter(source=source).count():
        params: dict[str, str | int] = {"name": source.name, "count": count}
        _file(_places(source), source, _PLACES, "harvest:places", params, icon="pin")
    else:
        settle(key=_places(source))


def file_trouble(source: Source) -> None:
    has_left = source.owner is not None and not may_mind(source.owner, source)
    message = _ORPHANED if has_left else _TROUBLE
    _file(_key(source), source, message, "harvest:source", {"name": source.name}, icon="bell")


def _key(source: Source) -> str:
    return f"harvest:source:{source.pk}"


def _kept(source: Source) -> str:
    return f"harvest:kept:{source.pk}"


def _places(source: Source) -> str:
    return f"harvest:places:{source.pk}"


def _file(key: str, source: Source, message: str, page: str, params: dict[str, str | int], *, icon: str) -> None:
    with translation.override(SOURCE_LANGUAGE):
        link = reverse(page, args=[source.pk])
    file_task(TaskData(key, scope_of(source), message, link, params, icon=icon))
