"""What the public pages say: items with their trust, grouped and counted; one pure step from models to a page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramo.design.data import TrustLine
from ramo.kit import clock
from ramo.kit.languages import SOURCE_LANGUAGE, said
from ramo.vocabularies.models import Area, Notice, Topic

from .models import Guide, Need, Resource

SIMILAR = 4
LATEST = 4
MOST_KEYWORDS = 6
SITE_LANGUAGES = {"bg": _("Bulgarian"), "en": _("English")}


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource or need in a list; `{% said entry "title" %}` prints its name."""

    address: str
    title_bg: str
    title_en: str
    text_bg: str
    text_en: str
    trust: TrustLine
    is_demo: bool

    @classmethod
    def of(cls, guide: Resource | Need) -> "Entry":
        trust = guide.trust_line()
        if isinstance(guide, Resource):
            texts = (guide.name_bg, guide.name_en, guide.gives_bg, guide.gives_en)
        else:
            texts = (guide.title_bg, guide.title_en, "", "")
        return cls(address_of(guide), *texts, trust, guide.is_demo)


@dataclass(frozen=True, slots=True)
class Lines:
    """Short sentences and the language they are in."""

    lines: list[str]
    language: str

    @classmethod
    def of(cls, guide: Guide, field: str) -> "Lines":
        """`<field>_<language>` of the reader's language, or the Bulgarian lines where they are not translated."""
        wanted = get_language() or SOURCE_LANGUAGE
        translated = getattr(guide, f"{field}_{wanted}", None)
        return cls(translated, wanted) if translated else cls(getattr(guide, f"{field}_bg"), SOURCE_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Easy:
    """The easy text in the reader's language, if somebody wrote one, and whether the reader asked for it."""

    lines: list[str]
    is_asked: bool

    @classmethod
    def of(cls, guide: Guide, asked: QueryDict) -> "Easy":
        lines: list[str] = getattr(guide, f"easy_{get_language() or SOURCE_LANGUAGE}", [])
        return cls(lines, is_asked=bool(lines) and "lesno" in asked)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a need gets its facts from; `holds` is false once the resource is past its date."""

    resource: Resource
    holds: bool
    trust: TrustLine


@dataclass(frozen=True, slots=True)
class Group:
    """Resources of one topic; without a topic: the rest."""

    topic: Topic | None
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Checked:
    """How much of what the public reads was confirmed and holds today."""

    shown: int
    in_date: int

    @property
    def waiting(self) -> int:
        return self.shown - self.in_date


@dataclass(frozen=True, slots=True)
class Hidden:
    """What an area has and does not show."""

    waiting_for_expert: int
    expired: int


def address_of(guide: Guide) -> str:
    name = "resources:resource" if isinstance(guide, Resource) else "resources:need"
    return reverse(name, args=[guide.pk])


def title_of(guide: Resource | Need) -> str:
    """In the reader's language where there is a translation."""
    return str(said(guide, "name" if isinstance(guide, Resource) else "title", get_language()))


def latest_checked(area: str = "") -> list[Entry]:
    """Confirmed by somebody and still holding, the latest first; never anything unverified."""
    within = Q(area=area) if area else Q()
    resources = Resource.objects.in_date().recommended().filter(within).trusted_first()[:LATEST]
    needs = Need.objects.in_date().filter(within).trusted_first()[:LATEST]
    found: list[Resource | Need] = [*resources, *needs]
    return [Entry.of(guide) for guide in nlargest(LATEST, found, key=lambda guide: str(guide.verified_on))]


def count_checked() -> Checked:
    totals = [
        queryset.aggregate(shown=Count("pk"), in_date=Count("pk", filter=Q(verified_on__isnull=False)))
        for queryset in (Resource.objects.shown().recommended().order_by(), Need.objects.shown().order_by())
    ]
    return Checked(sum(total["shown"] for total in totals), sum(total["in_date"] for total in totals))


def groups_of(area: Area) -> list[Group]:
    """Recommended resources under the first topic of the area that they have; confirmed ones first."""
    topics = {topic.key: topic for topic in Topic.objects.filter(area=area)}
    entries: dict[str, list[Entry]] = defaultdict(list)
    for resource in Resource.objects.shown().recommended().filter(area=area).trusted_first().prefetch_related("topics"):
        own = (_uppermost(topic.key, topics) for topic in resource.topics.all() if topic.key in topics)
        entries[next(own, "")].append(Entry.of(resource))
    named = [Group(topic, entries[key]) for key, topic in topics.items() if key in entries]
    return [*named, Group(None, entries[""])] if "" in entries else named


def count_hidden(area: Area) -> Hidden:
    expired = Q(valid_until__lt=clock.today())
    waits = Q(requires_verification=True, verified_on=None)
    totals = [
        published.order_by().aggregate(waits=Count("pk", filter=waits), gone=Count("pk", filter=expired))
        for published in (
            Resource.objects.published().recommended().filter(area=area),
            Need.objects.published().filter(area=area),
        )
    ]
    return Hidden(sum(total["waits"] for total in totals), sum(total["gone"] for total in totals))


def boundary_of(area: Area) -> Notice | None:
    """The notice that most needs of the area carry."""
    most = (
        Need.objects.published()
        .filter(area=area, boundary__isnull=False)
        .order_by()
        .values("boundary")
        .annotate(needs=Count("pk"))
        .order_by("-needs", "boundary")
        .first()
    )
    return Notice.objects.get(pk=most["boundary"]) if most else None


def similar_to(guide: Resource | Need) -> list[Entry]:
    """Of the same area and, where there are such, of the same topics; all hold today."""
    topics = [topic.pk for topic in guide.topics.all()]
    same_topic = Count("topics", filter=Q(topics__in=topics))
    found: list[Resource | Need] = []
    for queryset in (Need.objects.shown(), Resource.objects.shown().recommended()):
        nearest = queryset.filter(area=guide.area_id).annotate(same=same_topic).order_by("-same", "pk")
        found += nearest.exclude(pk=guide.pk)[: SIMILAR // 2]
    return [Entry.of(other) for other in found]


def sources_of(need: Need) -> list[Source]:
    """The official places of a need in the order of use; one that does not hold today leads to the library."""
    return [Source(resource, resource.is_shown(), resource.trust_line()) for resource in need.ordered_resources()]


def languages_of(resource: Resource) -> list[str]:
    """Names of the languages of a site, in the reader's language."""
    return [str(SITE_LANGUAGES.get(code, code)) for code in resource.languages]


def keywords_of(topics: Iterable[Topic]) -> list[str]:
    """Words people use, the same number from each topic."""
    words = [topic.synonyms_bg[:2] for topic in topics]
    return list(dict.fromkeys(word for pair in words for word in pair))[:MOST_KEYWORDS]


def _uppermost(key: str, topics: dict[str, Topic]) -> str:
    parent = topics[key].parent_id
    return _uppermost(parent, topics) if parent in topics else key
