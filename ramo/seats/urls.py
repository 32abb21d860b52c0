"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "seats"
urlpatterns = [
    path("zapis/", views.by_code, name="by_code"),
]
