"""Objects that are inserted as one text stand in the database exactly as Django would have written them."""

import pytest
from django.db import IntegrityError
from pytest_django.fixtures import DjangoAssertNumQueries

from ramo.vocabularies.bulk import insert
from ramo.vocabularies.models import District, Municipality, Occupation, Settlement

pytestmark = pytest.mark.django_db
HOSTILE = "„Шивач“ \\ ' \" {1,NULL} \t\n €"


def occupation(uri: str, **values: object) -> Occupation:
    return Occupation(uri=uri, isco_code="7531", **{"label_bg": HOSTILE, **values})


def stored() -> list[tuple[object, ...]]:
    return list(Occupation.objects.order_by("label_en").values_list())


def test_every_column_stands_as_django_writes_it() -> None:
    both = [occupation("a", label_en="1", alternative_bg=[HOSTILE, "", "NULL"]), occupation("b", label_en="2")]
    insert(both)
    ours = stored()
    Occupation.objects.all().delete()
    Occupation.objects.bulk_create(both)
    assert ours == stored()


def test_numbers_and_missing_values_keep_their_kind() -> None:
    municipality = Municipality.objects.create(
        code="MON99", name_bg="Росен дол", district=District.objects.create(code="MON", name_bg="Монтана")
    )
    known = {"name_bg": "Росен дол", "kind_bg": "с.", "municipality": municipality}
    insert([Settlement(ekatte="1", lat=43.4, lon=23.25, **known), Settlement(ekatte="2", lat=None, lon=None, **known)])
    assert list(Settlement.objects.order_by("pk").values_list("lat", "lon")) == [(43.4, 23.25), (None, None)]


def test_what_collides_is_brought_up_to_date_in_the_named_columns_only() -> None:
    insert([occupation("a", label_en="before")])
    changed = occupation("a", label_en="after", label_bg="друго")
    insert([changed, occupation("b")], unique=["uri"], update=["label_en"])
    assert Occupation.objects.get(pk="a").label_en == "after"
    assert Occupation.objects.get(pk="a").label_bg == HOSTILE
    assert Occupation.objects.count() == 2


def test_what_collides_is_refused_where_nothing_is_said_of_it() -> None:
    insert([occupation("a")])
    with pytest.raises(IntegrityError):
        insert([occupation("a")])


def test_many_rows_take_few_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        insert(occupation(str(number)) for number in range(2_100))
    assert Occupation.objects.count() == 2_100


def test_nothing_takes_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        insert([])


def test_what_collides_stays_where_nothing_of_it_is_named() -> None:
    insert([occupation("a", label_en="before")])
    insert([occupation("a", label_en="after")], unique=["uri"])
    assert Occupation.objects.get().label_en == "before"
