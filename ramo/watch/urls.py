"""Addresses of this room."""

from django.urls import path

from . import desk_views, triage_views, views

app_name = "watch"
urlpatterns = [
    path("proverka/<str:token>/", views.verify, name="verify"),
    path("proverka/<str:token>/vsichko/", views.verify_all, name="verify_all"),
    path("proverka/<str:token>/ne-e-za-men/", views.verify_not_me, name="verify_not_me"),
    path("proverka/<str:token>/nova-vrazka/", views.verify_again, name="verify_again"),
    path("proverka/<str:token>/gotovo/<int:pk>/", views.verify_done, name="verify_done"),
    path("proverka/<str:token>/varni/<int:pk>/", views.verify_undo, name="verify_undo"),
    path("proverka/<str:token>/<slug:kind>/<slug:key>/", views.verify_item, name="verify_item"),
    path("rabotno-myasto/vrazki/", triage_views.triage, name="triage"),
    path("rabotno-myasto/vrazki/<int:pk>/popravi/", triage_views.mend, name="mend"),
    path("rabotno-myasto/vrazki/<int:pk>/raboti/", triage_views.works, name="works"),
    path("rabotno-myasto/vrazki/<int:pk>/vidyah/", triage_views.was_read, name="was_read"),
    path("rabotno-myasto/proverki/", desk_views.answers, name="answers"),
    path("rabotno-myasto/proverki/<int:pk>/", desk_views.settle, name="settle"),
    path("rabotno-myasto/proverki/pitay/<slug:key>/", desk_views.ask, name="ask"),
    path("rabotno-myasto/proverki/adres/<slug:key>/", desk_views.right_address, name="right_address"),
    path("rabotno-myasto/proverki/obazhdane/", desk_views.phone_list, name="phone_list"),
    path("rabotno-myasto/proverki/obazhdane/<slug:key>/", desk_views.phone_confirm, name="phone_confirm"),
]
