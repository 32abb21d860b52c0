"""The one gate before every page of the editor: who may open it at all, and whose rows.

Third-party views are many and change with each release, so the gate looks at addresses and not at views.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from ramo.accounts.models import User
from ramo.network.access import NETWORK, Permission, may, require, require_somewhere

from . import reach
from .models import LibraryCorner, Picture

View = Callable[..., HttpResponseBase]
CORNER = "wagtailsnippets_content_librarycorner"
# Who edits no pages needs these and no more.
FOR_CORNERS = {CORNER, "wagtailimages", "wagtailimages_chooser", "wagtailadmin_editing_sessions"}
FOR_EVERYBODY = {
    "wagtailadmin_home",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_dismissibles",
    "wagtailadmin_tag_model_autocomplete",
}
# What the house does in its own way, or not at all.
NOT_HERE = {"wagtailusers_users", "wagtailusers_groups", "wagtailadmin_collections", "wagtailadmin_error_test"}
# The editor draws with inline styles and starts its widgets inline; nothing comes from elsewhere.
POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


def guarded(view: View) -> View:
    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = require_somewhere(request.user, Permission.EDIT_CORNER)
        _look_at_address(request, user)
        response = view(request, *args, **kwargs)
        response._csp_replace = POLICY  # type: ignore[attr-defined]
        return response

    return inside


def _look_at_address(request: HttpRequest, user: User) -> None:
    match = request.resolver_match
    assert match is not None  # noqa: S101 (a view is reached by its address)
    name = match.namespaces[-1] if match.namespaces else match.url_name
    if name in NOT_HERE:
        raise Http404
    if not may(user, Permission.EDIT_PAGE, NETWORK) and name not in FOR_CORNERS | FOR_EVERYBODY:
        raise PermissionDenied(f"{match.view_name} is for editors of pages")
    if name == CORNER and "pk" in match.kwargs:
        require(user, Permission.EDIT_CORNER, _corner(match.kwargs["pk"]).library)
    if name in {"wagtailimages", "wagtailimages_chooser"}:
        _look_at_picture(match.kwargs, user)


def _corner(pk: Any) -> LibraryCorner:
    return get_object_or_404(LibraryCorner.objects.select_related("library"), pk=pk)


def _look_at_picture(kwargs: dict[str, Any], user: User) -> None:
    pk = kwargs.get("image_id") or kwargs.get("pk")
    if pk is None:
        return
    picture = get_object_or_404(Picture, pk=pk)
    if not reach.pictures_within(Picture.objects.all(), user).filter(pk=picture.pk).exists():
        raise PermissionDenied(f"picture {picture.pk} is of other libraries")
