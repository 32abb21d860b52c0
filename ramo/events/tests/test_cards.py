"""An event is found once, at each of its houses."""

from importlib import import_module

import pytest
from django.db import connection

from ramo.events import cards
from ramo.events.models import Event
from ramo.search.models import CardNews, IndexCard
from tests.cast import Cast

from .factories import make_event

pytestmark = pytest.mark.django_db


def test_the_organisers_house_stands_first_and_the_sheet_names_each(cast: Cast) -> None:
    event = make_event(cast.other_library, cast.library, organiser=cast.library.pk)
    (card,) = cards.cards_of(Event.objects.whole().filter(pk=event.pk))
    assert (card.library_number, card.ekatte) == (cast.library.pk, cast.library.settlement_id)
    assert card.more_places == (cast.other_library.settlement_id,)
    assert card.sheet
    assert sum(cast.library.title_bg in line for line in card.sheet["steps"]["bg"]) == 1
    assert sum(cast.other_library.title_bg in line for line in card.sheet["steps"]["bg"]) == 1


def test_of_very_many_houses_some_are_named_and_the_rest_counted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_TOLD", 1)
    event = make_event(cast.library, cast.other_library)
    (card,) = cards.cards_of(Event.objects.whole().filter(pk=event.pk))
    assert card.sheet
    assert "и в още 1 библиотека" in card.sheet["steps"]["bg"]


def test_what_takes_place_nowhere_has_no_card() -> None:
    event = make_event()
    assert not list(cards.cards_of(Event.objects.whole().filter(pk=event.pk)))


def test_cards_that_stood_under_houses_become_one_and_no_news(cast: Cast) -> None:
    event = make_event(cast.library, cast.other_library)
    card = IndexCard.objects.get()
    IndexCard.objects.all().delete()
    for host in event.hosts.all():
        card.pk, card.key = None, str(host.pk)
        card.save()
    CardNews.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(import_module("ramo.events.migrations.0005_one_card").JOIN)
    assert list(IndexCard.objects.values_list("key", flat=True)) == [str(event.pk)]
    assert not CardNews.objects.exists()
