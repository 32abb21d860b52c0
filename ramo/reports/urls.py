"""Addresses of this room; they stand before the network's, which end in a library's number."""

from django.urls import path

from . import desk_views, proof_views, views

app_name = "reports"
urlpatterns = [
    path("rabotno-myasto/mrezha/malchat/", desk_views.silent_libraries, name="silent"),
    path("rabotno-myasto/mrezha/chaka/", desk_views.waiting_by_district, name="waiting"),
    path("rabotno-myasto/mrezha/obhvat/", desk_views.reached, name="coverage"),
    path("rabotno-myasto/mrezha/obhvat.csv", desk_views.reached_csv, name="coverage_csv"),
    path("rabotno-myasto/potvarzhdeniya/", proof_views.proofs, name="proofs"),
    path("rabotno-myasto/potvarzhdeniya/novo/", proof_views.ask, name="proof_ask"),
    path("rabotno-myasto/potvarzhdeniya/novo/<int:pk>/", proof_views.order, name="proof_order"),
    path("rabotno-myasto/potvarzhdeniya/<slug:slug>/", proof_views.proof, name="proof"),
    path("rabotno-myasto/potvarzhdeniya/<slug:slug>.<str:kind>", proof_views.proof_file, name="proof_file"),
    path("potvarzhdenie/", views.check, name="check_proof"),
    path("potvarzhdenie/<slug:slug>/", views.proof_check, name="proof_check"),
]
