"""Which libraries an agreement covers: its territory, or its list; a library never twice."""

import pytest
from django.db import IntegrityError, transaction

from ramo.partnerships import actions, coverage_actions
from ramo.partnerships.errors import CoveredAlready, CoveredByTerritory, NotCovered, OutsideTerritory
from ramo.partnerships.lists import covering_now, national_of
from ramo.partnerships.models import Agreement, Coverage
from ramo.services.tests.factories import make_area
from tests.cast import Cast

from .factories import local_data, make_agreement, make_local


def test_all_of_a_territory_needs_no_list_and_takes_none(cast: Cast) -> None:
    place = {"level": "district", "district": cast.district.pk}
    agreement = make_agreement(cast.institution, **place)
    assert list(agreement.libraries()) == [cast.library]
    assert list(Agreement.objects.covering(cast.library)) == [agreement]
    assert list(Agreement.objects.covering(cast.other_library)) == []
    for act in (coverage_actions.uncover, lambda row, library, by: coverage_actions.cover(row, [library], by=by)):
        with pytest.raises(CoveredByTerritory):
            act(agreement, cast.library, by=cast.office)


def test_a_municipality_narrows_the_territory(cast: Cast) -> None:
    data = local_data(cast.institution, cast.library, covers="all", municipality="VID99", district="VID")
    drafted = actions.draft(data, by=cast.office)
    assert list(drafted.libraries()) == [cast.other_library]


def test_a_library_is_covered_once_by_an_agreement(cast: Cast) -> None:
    agreement = make_local(cast.institution, cast.library)
    with pytest.raises(CoveredAlready):
        coverage_actions.cover(agreement, [cast.library], by=cast.office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Coverage.objects.create(agreement=agreement, library=cast.library)


def test_all_that_are_chosen_are_covered_or_none(cast: Cast) -> None:
    agreement = make_local(cast.institution, cast.library)
    coverage_actions.uncover(agreement, cast.library, by=cast.office)
    with pytest.raises(OutsideTerritory):
        coverage_actions.cover(agreement, [cast.library, cast.other_library], by=cast.office)
    assert not agreement.libraries().exists()
    with pytest.raises(NotCovered):
        coverage_actions.uncover(agreement, cast.library, by=cast.office)


def test_what_a_page_says_stands_on_the_agreements_of_today(cast: Cast) -> None:
    area = make_area()
    over = make_agreement(cast.institution, areas=(area.pk,), term={"until": -1})
    assert (list(national_of(area)), list(covering_now(cast.library))) == ([], [])
    now = make_agreement(cast.other_institution, areas=(area.pk,), term={"number": "СП-5"})
    local = make_local(cast.institution, cast.library, areas=(area.pk,))
    assert over not in national_of(area)
    assert list(national_of(area)) == [now]
    assert list(covering_now(cast.library)) == [local, now]
