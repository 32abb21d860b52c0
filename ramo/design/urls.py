"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "design"
urlpatterns = [
    path("lichni-danni/", views.privacy, name="privacy"),
    path("pomosht/", views.help_page, name="help"),
]
