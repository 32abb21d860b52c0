"""Addresses of this room."""

from django.urls import path

from . import asking_views, desk_views

app_name = "invitations"
urlpatterns = [
    path("rabotno-myasto/zayavki/", desk_views.requests, name="requests"),
    path("rabotno-myasto/zayavki/nova/", asking_views.new, name="new"),
    path("rabotno-myasto/zayavki/<int:pk>/chernova/", asking_views.draft, name="draft"),
    path("rabotno-myasto/zayavki/<int:pk>/chernova/iztriy/", asking_views.discard, name="discard"),
    path("rabotno-myasto/zayavki/<int:pk>/", desk_views.show, name="request"),
    path("rabotno-myasto/zayavki/<int:pk>/priemi/", desk_views.accept, name="accept"),
    path("rabotno-myasto/zayavki/<int:pk>/predlozhi/", desk_views.propose, name="propose"),
    path("rabotno-myasto/zayavki/<int:pk>/otkazhi/", desk_views.decline, name="decline"),
    path("rabotno-myasto/zayavki/<int:pk>/napravi/", desk_views.make, name="make"),
    path("rabotno-myasto/zayavki/<int:pk>/provedena/", desk_views.held, name="held"),
]
