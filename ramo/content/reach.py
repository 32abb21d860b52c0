"""The rows of this room within a person's reach."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from ramo.accounts.models import User
from ramo.network.access import NETWORK, Permission, may
from ramo.network.reach import libraries_within

Row = TypeVar("Row", bound=Model)


def corners_within(corners: "QuerySet[Row]", user: User, permission: Permission) -> "QuerySet[Row]":
    return corners.filter(library__in=libraries_within(user, permission).values("pk"))


def pictures_within(pictures: "QuerySet[Row]", user: User) -> "QuerySet[Row]":
    """One's own, and those of colleagues in the same libraries; all of them for who edits pages."""
    if may(user, Permission.EDIT_PAGE, NETWORK):
        return pictures
    own_places = libraries_within(user, Permission.EDIT_CORNER).values("pk")
    colleagues = User.objects.filter(memberships__library__in=own_places, memberships__ended_on=None)
    return pictures.filter(Q(uploaded_by_user=user) | Q(uploaded_by_user__in=colleagues.values("pk")))
