"""Addresses of this room."""

from django.urls import path

from . import desk_views, views

app_name = "services"
urlpatterns = [
    path("usluga/<slug:key>/", views.service, name="service"),
    path("usluga/<slug:key>/list/", views.service_sheet, name="service_sheet"),
    path("rabotno-myasto/uslugi/", desk_views.services, name="services"),
    path("rabotno-myasto/usluga/<slug:key>/vyarno/", desk_views.confirm, name="confirm_service"),
    path("rabotno-myasto/uslugi/<slug:number>/", desk_views.library_services, name="library_services"),
    path("rabotno-myasto/uslugi/<slug:number>/<slug:key>/", desk_views.switch, name="switch"),
    path("rabotno-myasto/uslugi/<slug:number>/<slug:key>/spri/", desk_views.switch_off, name="switch_off"),
]
