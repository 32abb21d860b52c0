"""Which duties stand under an agreement: its own, and those that its parent's partnerships inherit."""

from dataclasses import dataclass
from enum import StrEnum

from .models import Agreement, Duty


class Origin(StrEnum):
    OWN = "own"
    INHERITED = "inherited"
    CHANGED = "changed"  # inherited, with a change of this partnership


@dataclass(frozen=True, slots=True)
class Owed:
    """`is_carried_below`: the partnerships under this agreement do it, not those who signed this one."""

    duty: Duty
    origin: Origin

    @property
    def is_carried_below(self) -> bool:
        return self.origin == Origin.OWN and self.duty.by_locals


def owed_under(agreement: Agreement) -> list[Owed]:
    """Own duties first, then the inherited ones that are not left out here."""
    own = list(agreement.duties.standing())
    changed = {duty.instead_of_id for duty in own if duty.instead_of_id}
    found = [Owed(duty, Origin.CHANGED if duty.instead_of_id else Origin.OWN) for duty in own if not duty.is_left_out]
    inherited = [duty for duty in inheritable(agreement) if duty.pk not in changed]
    return found + [Owed(duty, Origin.INHERITED) for duty in inherited]


def left_out(agreement: Agreement) -> list[Duty]:
    """Inherited duties that this partnership says it does not have."""
    rows = agreement.duties.standing().filter(is_left_out=True).select_related("instead_of")
    return [row.instead_of for row in rows if row.instead_of]


def inheritable(agreement: Agreement) -> list[Duty]:
    if agreement.parent_id is None:
        return []
    return list(Duty.objects.standing().filter(agreement=agreement.parent_id, by_locals=True))


def find_owed(agreement: Agreement, duty: int) -> Owed | None:
    return next((each for each in owed_under(agreement) if each.duty.pk == duty), None)
