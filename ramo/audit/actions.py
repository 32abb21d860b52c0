"""The one way into the audit trail; called inside the transaction of what it records."""

from collections.abc import Mapping

from django.db import models

from .models import AuditEntry


def record(
    verb: str,
    target: models.Model | str,
    *,
    by: models.Model | None = None,
    detail: Mapping[str, object] | None = None,
) -> AuditEntry:
    """`target` is the row acted on, or "kind:key" where there is none; `by` is the account that acted."""
    kind, key = _name(target)
    return AuditEntry.objects.create(
        verb=verb, target_kind=kind, target_key=key, account=by.pk if by else None, detail=dict(detail or {})
    )


def _name(target: models.Model | str) -> tuple[str, str]:
    if isinstance(target, str):
        kind, _, key = target.partition(":")
        return kind, key
    return target._meta.label_lower, str(target.pk)
