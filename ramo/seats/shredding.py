"""People's contacts go for good: of who gave up at once, of all some days after the end. What stays are counts."""

from django.db import transaction
from django.db.models import Count, Q, Sum

from ramo.audit.actions import record
from ramo.kit import clock
from ramo.mailing.actions import forget_letters

from .models import HOLDING, ClaimQuerySet, Pool, State

_NOBODY = {"name": "", "phone": "", "email": "", "person": "", "is_for_child": False, "needs_help": False}


def forget_people(claims: ClaimQuerySet, *, but_last_letter: bool = False) -> int:
    """How many claims lost a contact. The letters about them are deleted as well."""
    count = claims.with_contact().count()
    forget_letters([claim.key_of_letters for claim in claims], but_last=but_last_letter)
    claims.update(**_NOBODY)
    return count


@transaction.atomic
def shred(pool: Pool) -> int:
    """When its owner said so; how many claims lost their contact."""
    held = Pool.objects.select_for_update(no_key=True).to_shred().filter(pk=pool.pk).first()
    if held is None:
        return 0
    _freeze(held)
    count = forget_people(held.claims.all())
    held.shredded_at = clock.now()
    held.save()
    record("shredded contacts", held, detail={"claims": count})
    return count


def _freeze(pool: Pool) -> None:
    counted = pool.claims.aggregate(
        seated=Sum("party", filter=Q(state__in=HOLDING)),
        waiting=Sum("party", filter=Q(state=State.WAITING)),
        left=Count("pk", filter=Q(state__in=[State.LEFT, State.LAPSED])),
        came=Sum("came"),
    )
    for name, value in counted.items():
        setattr(pool, f"kept_{name}", value or 0)
