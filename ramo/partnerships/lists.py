"""The register as it is looked through: filters, totals, words of papers; and what the public reads of it."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from ramo.kit.bulgarian import asked
from ramo.network.models import Institution, Library
from ramo.vocabularies.models import Area

from .data import Stage
from .models import Agreement, AgreementQuerySet, Paper

_RANK = Case(
    *(When(level=level, then=Value(rank)) for rank, level in enumerate(Agreement.Level.values)),
    output_field=IntegerField(),
)
IN_ORDER = (_RANK, "partner__name_bg", "pk")


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty ones let everything through. `words`: of number, subject, partner, or of the papers' texts."""

    level: str = ""
    stage: str = ""
    district: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    in_force: int
    ending: int
    drafts: int


def narrowed(agreements: AgreementQuerySet, filters: Filters) -> AgreementQuerySet:
    if filters.level in Agreement.Level.values:
        agreements = agreements.filter(level=filters.level)
    if filters.stage in list(Stage):
        agreements = agreements.at_stage(Stage(filters.stage))
    if filters.district:
        agreements = agreements.filter(district=filters.district)
    if filters.words:
        agreements = agreements.filter(_named(filters.words) | Q(pk__in=_in_papers(filters.words)))
    return agreements.whole().order_by(*IN_ORDER)


def totals_of(agreements: AgreementQuerySet) -> Totals:
    return Totals(
        in_force=agreements.in_force().count(),
        ending=agreements.ending().count(),
        drafts=agreements.at_stage(Stage.DRAFT).count(),
    )


def shown_to_all() -> AgreementQuerySet:
    """What the public reads: in force today."""
    return Agreement.objects.in_force().whole().prefetch_related("areas").order_by(*IN_ORDER)


def national_of(area: Area) -> AgreementQuerySet:
    """On which the service of an area rests today; with none, nothing may say "under an agreement"."""
    return Agreement.objects.in_force().of_area(area).filter(level=Agreement.Level.NATIONAL).whole().order_by(*IN_ORDER)


def covering_now(library: Library) -> AgreementQuerySet:
    """In force for this library, the nearest first."""
    found = Agreement.objects.in_force().covering(library).whole()
    return found.order_by(_RANK.desc(), "partner__name_bg", "pk")


def _named(words: str) -> Q:
    found = Q()
    for word in words.split():
        partners = Institution.objects.filter(
            Q(name_bg__icontains=word) | Q(name_en__icontains=word) | Q(abbreviation_bg__icontains=word)
        )
        found &= Q(number__icontains=word) | Q(subject_bg__icontains=word) | Q(partner__in=partners)
    return found


def _in_papers(words: str) -> QuerySet[Paper, int]:
    """Every word, in any of its forms, in one paper."""
    papers = Paper.objects.all()
    for word in asked(words):
        papers = papers.filter(keys__overlap=list(word.keys))
    return papers.values_list("agreement", flat=True)
