"""Addresses of this room; they stand before the network's, which end in a library's number."""

from django.urls import path

from . import desk_views

app_name = "reports"
urlpatterns = [
    path("rabotno-myasto/mrezha/malchat/", desk_views.silent_libraries, name="silent"),
    path("rabotno-myasto/mrezha/chaka/", desk_views.waiting_by_district, name="waiting"),
    path("rabotno-myasto/mrezha/obhvat/", desk_views.reached, name="coverage"),
    path("rabotno-myasto/mrezha/obhvat.csv", desk_views.reached_csv, name="coverage_csv"),
]
