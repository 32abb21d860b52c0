"""What the page editor shows of ours, and what it leaves out."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .viewsets import CornerViewSet, KeywordViewSet

LEFT_OUT = {"collections", "workflows", "workflow-tasks", "users", "groups", "documents", "sites", "redirects"}

register_snippet(CornerViewSet)
register_snippet(KeywordViewSet)


@hooks.register("construct_settings_menu")
def leave_out(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in LEFT_OUT]
