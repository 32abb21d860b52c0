"""Who works where."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ramo.accounts.models import User
from ramo.kit import clock
from ramo.kit.retention import Forgotten, Retention
from ramo.network.roles import Role
from ramo.vocabularies.models import District

from .institutions import Institution
from .libraries import Library


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self) -> "MembershipQuerySet":
        return self.filter(ended_on=None)


class Membership(models.Model):
    """Who works where, in which role; the place is the one its role asks for."""

    RETENTION: ClassVar[Retention] = Forgotten(after=timedelta(days=730), since="ended_on")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    library = models.ForeignKey(Library, models.PROTECT, null=True, related_name="memberships")
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="memberships")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="memberships")
    since = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_place_fits_its_role",
                condition=(
                    Q(role=Role.LIBRARIAN, library__isnull=False, district=None, institution=None)
                    | Q(role=Role.COORDINATOR, library=None, district__isnull=False, institution=None)
                    | Q(role=Role.PARTNER, library=None, district=None, institution__isnull=False)
                    | Q(role__in=[Role.EDITOR, Role.OFFICE], library=None, district=None, institution=None)
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "library", "district", "institution"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
                name="membership_in_force_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role}"
