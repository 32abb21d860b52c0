"""Addresses of this room."""

from django.urls import path

from . import concept_views, corner_views, desk_views, views

app_name = "content"
urlpatterns = [
    path("", views.home, name="home"),
    path("oblast/<slug:key>/", views.area, name="area"),
    path("biblioteka/<slug:number>/", corner_views.library, name="library"),
    path("klyuchova-duma/<slug:slug>/", views.keyword, name="keyword"),
    path("kontseptsiya/<int:pk>/list/", concept_views.sheet, name="concept_sheet"),
    path("kontseptsiya/<int:pk>/izdanie/<int:number>/", concept_views.edition, name="edition"),
    path("rabotno-myasto/stranitsi/", desk_views.composing, name="composing"),
    path("rabotno-myasto/kontseptsii/", desk_views.concepts_for_review, name="concepts_for_review"),
    path("rabotno-myasto/kontseptsii/<int:pk>/vyarno/", desk_views.confirm, name="confirm_concept"),
    path("rabotno-myasto/kat/<slug:number>/", desk_views.open_corner, name="open_corner"),
]
