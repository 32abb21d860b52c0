"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "search"
urlpatterns = [
    path("tarsene/", views.search_page, name="search"),
    path("tarsene/iztekli/", views.expired, name="expired"),
    path("tarsene/podskazki/", views.complete, name="complete"),
]
