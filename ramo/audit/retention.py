"""Forgetting: rows past the time their own model declares are deleted, and only the count is kept."""

from django.apps import apps
from django.db import models, transaction

from ramo.kit import clock
from ramo.kit.retention import Forgotten

from .actions import record


def forget_all() -> dict[str, int]:
    """Label of each model that lost rows, and how many."""
    gone = {}
    for model in apps.get_models():
        rule = getattr(model, "RETENTION", None)
        if isinstance(rule, Forgotten) and (count := forget(model, rule)):
            gone[model._meta.label_lower] = count
    return gone


@transaction.atomic
def forget(model: type[models.Model], rule: Forgotten) -> int:
    count = model._base_manager.filter(_past(model, rule)).delete()[0]
    if count:
        record("forgot", f"{model._meta.label_lower}:*", detail={"rows": count})
    return count


def _past(model: type[models.Model], rule: Forgotten) -> models.Q:
    limit = clock.now() - rule.after
    column = model._meta.get_field(rule.since)
    before = limit if isinstance(column, models.DateTimeField) else limit.date()
    past = models.Q(**{f"{rule.since}__lt": before})
    return past | _past(model, rule.also) if rule.also else past
