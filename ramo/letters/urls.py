"""Addresses of this room."""

from django.urls import path

from . import desk_views

app_name = "letters"
urlpatterns = [
    path("rabotno-myasto/pisma/", desk_views.letters, name="letters"),
    path("rabotno-myasto/pisma/<int:pk>/", desk_views.letter, name="letter"),
    path("rabotno-myasto/pisma/<int:pk>/otnovo/", desk_views.try_again, name="try_again"),
]
