"""Addresses of this room."""

from django.urls import path

from . import intake_views, kept_views, place_views, source_views, territory_views

app_name = "harvest"
urlpatterns = [
    path("rabotno-myasto/iztochnitsi/", source_views.sources, name="sources"),
    path("rabotno-myasto/iztochnitsi/nov/", source_views.add, name="add"),
    path("rabotno-myasto/iztochnitsi/partnyor/", source_views.add_partner, name="add_partner"),
    path("rabotno-myasto/iztochnitsi/<slug:key>/", source_views.source, name="source"),
    path("rabotno-myasto/iztochnitsi/<slug:key>/promeni/", source_views.amend, name="amend"),
    path("rabotno-myasto/iztochnitsi/<slug:key>/opitay/", source_views.attempt, name="attempt"),
    path("rabotno-myasto/iztochnitsi/<slug:key>/koloni/", source_views.map_columns, name="map"),
    path("rabotno-myasto/iztochnitsi/<slug:key>/popraveno/", kept_views.kept, name="kept"),
    path("rabotno-myasto/iztochnitsi/<slug:key>/prevklyuchi/", source_views.switch, name="switch"),
    path("rabotno-myasto/iztochnitsi/<slug:key>/poslednay/", source_views.follow, name="follow"),
    path("rabotno-myasto/iztochnitsi/<slug:key>/mesta/", place_views.places, name="places"),
    path("rabotno-myasto/iztochnitsi/<slug:key>/teritoriya/", territory_views.territory, name="territory"),
    path("rabotno-myasto/mesta/<int:pk>/", place_views.answer, name="answer_place"),
    path("rabotno-myasto/priem/", intake_views.intake, name="intake"),
    path("rabotno-myasto/priem/<int:pk>/", intake_views.review, name="review"),
    path("rabotno-myasto/priem/<int:pk>/otkazani.csv", intake_views.refused, name="refused"),
    path("rabotno-myasto/priem/<int:pk>/koloni/", intake_views.columns, name="columns"),
    path("rabotno-myasto/priem/<int:pk>/zapishi/", intake_views.write, name="write"),
]
