"""Addresses of this room."""

from django.urls import path

from . import desk_views

app_name = "notes"
urlpatterns = [
    path("rabotno-myasto/belezhki/", desk_views.notes, name="notes"),
    path("rabotno-myasto/belezhki/<int:pk>/mahni/", desk_views.take_away, name="take_away"),
    path("rabotno-myasto/belezhki/<slug:kind>/<slug:key>/", desk_views.note, name="note"),
]
