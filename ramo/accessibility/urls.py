"""Addresses of this room."""

from django.urls import path

from . import desk_views, views

app_name = "accessibility"
urlpatterns = [
    path("dostapnost/", views.statement, name="statement"),
    path("dostapnost/obratna-vrazka/", views.barrier, name="barrier"),
    path("rabotno-myasto/dostapnost/", desk_views.barriers, name="barriers"),
    path("rabotno-myasto/dostapnost/pregled/", desk_views.review, name="review"),
    path("rabotno-myasto/dostapnost/<int:pk>/gotovo/", desk_views.settle, name="settle"),
]
