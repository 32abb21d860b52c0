"""All kinds of rows that ship, in the order in which they lean on each other."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q

from ramo.campaigns.models import Kit, KitTask
from ramo.campaigns.shipped import put_kits, put_tasks, standing_kits, standing_tasks
from ramo.content import shipped as pages
from ramo.content.models import AreaPage, ConceptPage, HomePage
from ramo.desk.models import LogOption, RoleScript, WipeItem
from ramo.desk.shipped import (
    put_options,
    put_scripts,
    put_wipe_items,
    standing_options,
    standing_scripts,
    standing_wipe_items,
)
from ramo.network.actions import put_institutions, put_register
from ramo.network.models import Institution, Library
from ramo.network.standing import known_institutions, known_register
from ramo.partnerships.models import Agreement
from ramo.partnerships.shipped import drafts_in_hands, put_drafts, standing_drafts
from ramo.resources.models import Need, NeedScreen, Resource
from ramo.resources.shipped import (
    put_needs,
    put_resources,
    put_screens,
    standing_needs,
    standing_resources,
    standing_screens,
)
from ramo.services.models import Service, ServiceCheck
from ramo.services.shipped import put_checks, put_services, standing_checks, standing_services
from ramo.trust.models import State
from ramo.vocabularies import actions as vocabularies
from ramo.vocabularies.bulk import standing
from ramo.vocabularies.data import (
    AreaData,
    DistrictData,
    MunicipalityData,
    NoticeData,
    OccupationData,
    OccupationGroupData,
    SettlementData,
    TopicData,
)
from ramo.vocabularies.models import (
    Area,
    District,
    Municipality,
    Notice,
    Occupation,
    OccupationGroup,
    Settlement,
    Topic,
)

from . import (
    agreement_drafts,
    campaign_lists,
    catalogue,
    concepts,
    desk_lists,
    first_pages,
    service_lists,
    vocabulary,
)
from .entries import Shelf

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Kind(Generic[Row]):
    """Rows that ship, what stands of them, and the door that puts them."""

    model: type[Model]
    shelf: Shelf[Row]
    standing: Callable[[], dict[str, Row]]
    put: Callable[[Sequence[Row]], object]
    are_vouched_for: bool = False
    theirs: Callable[[], Collection[str]] | None = None

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)

    def in_hands(self) -> Collection[str]:
        """Keys that somebody confirmed, withdrew or took back to review: theirs to change, not a release's."""
        if self.theirs:
            return self.theirs()
        if not self.are_vouched_for:
            return ()
        touched = ~Q(state=State.PUBLISHED) | Q(verified_on__isnull=False)
        return set(self.model._base_manager.filter(touched).values_list("pk", flat=True))


def read_kinds(folder: Path) -> list[Kind[Any]]:
    """Reads and checks every file before anything is written; ContentRefused names file and line."""
    districts = vocabulary.districts(folder)
    municipalities = vocabulary.municipalities(folder, districts.rows)
    settlements = vocabulary.settlements(folder, municipalities.rows)
    libraries = vocabulary.libraries(folder, districts.rows, municipalities.rows, settlements.rows)
    areas = vocabulary.areas(folder)
    topics = vocabulary.topics(folder, areas.rows)
    notices = vocabulary.notices(folder)
    institutions = catalogue.institutions(folder, districts.rows)
    resources = catalogue.resources(folder, areas.rows, topics.rows, institutions.rows)
    options = desk_lists.options(folder, areas.rows)
    referrals = {option.key for option in options.rows.values() if option.list == LogOption.List.REFERRAL}
    screens = catalogue.screens(folder)
    lists = catalogue.Lists(areas.rows, topics.rows, notices.rows, referrals, resources.rows)
    needs = catalogue.needs(folder, screens, lists)
    return [
        _listed(District, DistrictData, districts, vocabularies.put_districts),
        _listed(Municipality, MunicipalityData, municipalities, vocabularies.put_municipalities),
        _listed(Settlement, SettlementData, settlements, vocabularies.put_settlements),
        _listed(Area, AreaData, areas, vocabularies.put_areas),
        _listed(Topic, TopicData, topics, vocabularies.put_topics),
        _listed(Notice, NoticeData, notices, vocabularies.put_notices),
        _listed(Occupation, OccupationData, vocabulary.occupations(folder), vocabularies.put_occupations),
        _listed(
            OccupationGroup,
            OccupationGroupData,
            vocabulary.occupation_groups(folder),
            vocabularies.put_occupation_groups,
        ),
        Kind(Institution, institutions, known_institutions, put_institutions, are_vouched_for=True),
        Kind(Library, libraries, known_register, put_register),
        Kind(Resource, resources, standing_resources, put_resources, are_vouched_for=True),
        Kind(NeedScreen, screens, standing_screens, put_screens),
        Kind(Need, needs, standing_needs, put_needs, are_vouched_for=True),
        Kind(
            Service,
            service_lists.services(folder, areas.rows, institutions.rows),
            standing_services,
            put_services,
            are_vouched_for=True,
        ),
        Kind(ServiceCheck, service_lists.checks(folder), standing_checks, put_checks),
        Kind(Kit, campaign_lists.kits(folder, areas.rows), standing_kits, put_kits),
        Kind(KitTask, campaign_lists.tasks(folder), standing_tasks, put_tasks),
        Kind(
            Agreement,
            agreement_drafts.drafts(folder, areas.rows, institutions.rows),
            standing_drafts,
            put_drafts,
            theirs=drafts_in_hands,
        ),
        Kind(LogOption, options, standing_options, put_options),
        Kind(RoleScript, desk_lists.scripts(folder, areas.rows, notices.rows), standing_scripts, put_scripts),
        Kind(WipeItem, desk_lists.wipe_items(folder), standing_wipe_items, put_wipe_items),
        Kind(HomePage, first_pages.home(folder), pages.standing_home, pages.put_home, theirs=pages.home_in_hands),
        Kind(
            AreaPage,
            first_pages.areas(folder, areas.rows),
            pages.standing_areas,
            pages.put_areas,
            theirs=pages.areas_in_hands,
        ),
        Kind(
            ConceptPage,
            concepts.concepts(folder, areas.rows),
            pages.standing_concepts,
            pages.put_concepts,
            theirs=pages.concepts_in_hands,
        ),
    ]


def _listed(
    model: type[Model], shape: type[Row], shelf: Shelf[Row], put: Callable[[Sequence[Row]], object]
) -> Kind[Row]:
    rows = model._base_manager.exclude(is_demo=True) if model is Settlement else model._base_manager.all()
    return Kind(model, shelf, lambda: standing(rows, shape), put)
