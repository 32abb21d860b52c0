"""Rows in the page editor: corners within reach, keywords of all pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ramo.network.access import Permission, require_somewhere

from .models import Keyword, LibraryCorner
from .policies import CornerPolicy


class CornerViewSet(SnippetViewSet):
    """Only corners that exist: one is opened from the library's desk page."""

    model = LibraryCorner
    icon = "home"
    menu_label = _("Texts of libraries")
    menu_name = "corners"
    menu_order = 150
    add_to_admin_menu = True
    list_display = ("__str__", UpdatedAtColumn())
    copy_view_enabled = False
    inspect_view_enabled = False

    @property
    def permission_policy(self) -> CornerPolicy:
        return CornerPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> Any:
        user = require_somewhere(request.user, Permission.EDIT_CORNER)
        corners = self.permission_policy.instances_user_has_any_permission_for(user, {"change"})
        return corners.select_related("library")


class KeywordViewSet(SnippetViewSet):
    model = Keyword
    icon = "tag"
    menu_label = _("Keywords")
    menu_name = "keywords"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ("name", "name_en")
    search_fields = ("name", "name_en")
