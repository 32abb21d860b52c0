"""What the page editor shows of ours, and what it leaves out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from .models.addresses import refuse_taken
from .viewsets import CornerViewSet, KeywordViewSet

LEFT_OUT = {"collections", "workflows", "workflow-tasks", "users", "groups", "documents", "sites", "redirects"}

register_snippet(CornerViewSet)
register_snippet(KeywordViewSet)


class NoDocuments(ImagesAdminAPIViewSet):
    """The frame of the editor names an address for documents, which are not kept here."""

    def get_queryset(self) -> Any:
        return super().get_queryset().none()


@hooks.register("construct_admin_api")
def name_documents(router: Any) -> None:
    router.register_endpoint("documents", NoDocuments)


@hooks.register("register_admin_menu_item")
def back_to_the_desk() -> MenuItem:
    return MenuItem(_("Desk"), reverse_lazy("desk:desk"), name="desk", icon_name="arrow-left", order=1)


@hooks.register("before_move_page")
def keep_addresses_apart(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    try:
        refuse_taken(f"{destination.url_path}{page.slug}/", page)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("wagtailadmin_pages:move", page.pk)
    return None


@hooks.register("construct_main_menu")
def leave_out_help(request: HttpRequest, items: list[Any]) -> None:
    """It leads out of the house; our guides stand in docs."""
    items[:] = [item for item in items if item.name != "help"]


@hooks.register("construct_settings_menu")
def leave_out(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in LEFT_OUT]
