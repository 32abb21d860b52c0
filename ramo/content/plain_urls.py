"""Addresses without a language."""

from django.urls import path

from . import picture_views

urlpatterns = [
    path("media/images/<str:name>", picture_views.picture, name="picture"),
]
