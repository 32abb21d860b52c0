"""Pages of the tree stand under the names that their editors gave; asked last, after every address of ours."""

from django.urls import re_path

from . import views

urlpatterns = [
    re_path(r"^(?P<path>(?:[\w\-]+/)+)$", views.page, name="wagtail_serve"),
]
