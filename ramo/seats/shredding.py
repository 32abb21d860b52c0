"""A week after the end people's contacts go for good; what stays are counts, and the word that it was done."""

from django.db import transaction
from django.db.models import Count, Q, Sum

from ramo.audit.actions import record
from ramo.kit import clock
from ramo.mailing.actions import forget_letters_to

from .models import HOLDING, Pool, State


@transaction.atomic
def shred(pool: Pool) -> int:
    """How many claims lost their contact. The letters that went to them are deleted as well."""
    held = Pool.objects.select_for_update(no_key=True).to_shred().filter(pk=pool.pk).first()
    if held is None:
        return 0
    _freeze(held)
    named = held.claims.with_contact()
    forget_letters_to(list(named.exclude(email="").values_list("email", flat=True)), topic=held.owner)
    count = named.count()
    held.claims.update(name="", phone="", email="", person="", is_for_child=False, needs_help=False)
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
