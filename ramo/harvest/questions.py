"""Questions of place: asked once a record, answered by a person, remembered by the source."""

from collections.abc import Sequence

from ramo.kit import clock

from .models import PlaceQuestion, Source
from .normalise import Unclear

_TITLE = 600


def ask_about_places(source: Source, unclear: Sequence[Unclear]) -> None:
    """What is no longer unclear is no longer asked."""
    standing = PlaceQuestion.objects.open().filter(source=source)
    standing.exclude(external_id__in=[each.record.external_id for each in unclear]).update(settled_at=clock.now())
    known = set(standing.values_list("external_id", flat=True))
    PlaceQuestion.objects.bulk_create(
        [_question(source, each) for each in unclear if each.record.external_id not in known]
    )


def _question(source: Source, unclear: Unclear) -> PlaceQuestion:
    record = unclear.record
    return PlaceQuestion(
        source=source,
        external_id=record.external_id,
        kind=record.kind,
        title=record.text("title")[:_TITLE],
        written=unclear.text[:200],
        candidates=[[each.ekatte, each.label] for each in unclear.candidates],
        fields=dict(record.fields),
        original=record.original,
    )
