"""Addresses of this room."""

from django.urls import path

from . import (
    desk_views,
    hours_views,
    institution_views,
    people_views,
    register_views,
    round_views,
    territory_views,
    views,
)

app_name = "network"
urlpatterns = [
    path("biblioteki/", views.libraries, name="libraries"),
    path("biblioteka/izbor/", views.choose_library, name="choose_library"),
    path("myasto/<slug:ekatte>/", views.place, name="place"),
    path("edri-bukvi/", views.big_type, name="big_type"),
    path("rabotno-myasto/mrezha/", desk_views.overview, name="overview"),
    path("rabotno-myasto/mrezha/nova/", desk_views.add_library, name="add_library"),
    path("rabotno-myasto/mrezha/institutsii/", desk_views.institutions, name="institutions"),
    path("rabotno-myasto/mrezha/institutsii/<slug:key>/", desk_views.confirm_institution, name="confirm_institution"),
    path("rabotno-myasto/mrezha/institutsii/<slug:key>/kontakti/", institution_views.edit, name="institution_edit"),
    path("rabotno-myasto/mrezha/hora/", people_views.people, name="people"),
    path("rabotno-myasto/mrezha/hora/<int:pk>/kray/", people_views.end, name="end_membership"),
    path("rabotno-myasto/mrezha/obazhdane/", round_views.calls, name="round"),
    path("rabotno-myasto/mrezha/registar/", register_views.register, name="register"),
    path("rabotno-myasto/mrezha/registar/<slug:token>/", register_views.register_diff, name="register_diff"),
    path("rabotno-myasto/mrezha/teritorii/", territory_views.territories, name="territories"),
    path("rabotno-myasto/mrezha/teritorii/<slug:token>/", territory_views.territories_diff, name="territories_diff"),
    path("rabotno-myasto/mrezha/<slug:number>/", desk_views.library, name="library_desk"),
    path("rabotno-myasto/mrezha/<slug:number>/vyarno/", desk_views.confirm, name="confirm_contacts"),
    path("rabotno-myasto/mrezha/<slug:number>/vliza/", desk_views.join, name="join_network"),
    path("rabotno-myasto/mrezha/<slug:number>/napuska/", desk_views.leave, name="leave_network"),
    path("rabotno-myasto/mrezha/<slug:number>/myasto/", desk_views.settle_place, name="settle_place"),
    path("rabotno-myasto/mrezha/<slug:number>/vreme/", hours_views.visiting, name="visiting"),
    path("rabotno-myasto/mrezha/<slug:number>/vreme/sedmitsa/", hours_views.set_week, name="set_week"),
    path("rabotno-myasto/mrezha/<slug:number>/vreme/dostap/", hours_views.set_access, name="set_access"),
    path("rabotno-myasto/mrezha/<slug:number>/vreme/promeni/", hours_views.add_change, name="add_change"),
    path(
        "rabotno-myasto/mrezha/<slug:number>/vreme/promeni/<int:pk>/", hours_views.remove_change, name="remove_change"
    ),
    path("rabotno-myasto/mrezha/<slug:number>/vreme/belezhki/", hours_views.add_notice, name="add_notice"),
    path(
        "rabotno-myasto/mrezha/<slug:number>/vreme/belezhki/<int:pk>/", hours_views.remove_notice, name="remove_notice"
    ),
]
