"""Addresses of this room."""

from django.urls import path

from . import desk_views

app_name = "experts"
urlpatterns = [
    path("rabotno-myasto/eksperti/", desk_views.experts, name="experts"),
    path("rabotno-myasto/eksperti/nov/", desk_views.new, name="new"),
    path("rabotno-myasto/eksperti/<int:pk>/", desk_views.edit, name="edit"),
    path("rabotno-myasto/eksperti/<int:pk>/spri/", desk_views.retire, name="retire"),
]
