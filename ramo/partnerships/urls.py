"""Addresses of this room."""

from django.urls import path

from . import desk_views, duty_views, paper_views, views, writing_views

app_name = "partnerships"
STAFF = "rabotno-myasto/sporazumeniya/"
urlpatterns = [
    path("sporazumeniya/", views.agreements, name="agreements"),
    path("sporazumeniya/<int:pk>/", views.agreement, name="agreement"),
    path(STAFF, desk_views.register, name="register"),
    path(f"{STAFF}registar.csv", desk_views.register_csv, name="register_csv"),
    path(f"{STAFF}novo/", writing_views.new, name="new"),
    path(f"{STAFF}<int:pk>/", desk_views.show, name="show"),
    path(f"{STAFF}<int:pk>/popravka/", writing_views.edit, name="edit"),
    path(f"{STAFF}<int:pk>/podpisano/", writing_views.sign, name="sign"),
    path(f"{STAFF}<int:pk>/aneks/", writing_views.annex, name="annex"),
    path(f"{STAFF}<int:pk>/podnovi/", writing_views.extend, name="extend"),
    path(f"{STAFF}<int:pk>/kray/", writing_views.end, name="end"),
    path(f"{STAFF}<int:pk>/biblioteki/", writing_views.libraries, name="libraries"),
    path(f"{STAFF}<int:pk>/biblioteki/<slug:number>/mahni/", writing_views.uncover, name="uncover"),
    path(f"{STAFF}<int:pk>/zadalzhenie/", duty_views.new, name="duty_new"),
    path(f"{STAFF}<int:pk>/zadalzhenie/<int:duty>/", duty_views.edit, name="duty"),
    path(f"{STAFF}<int:pk>/zadalzhenie/<int:duty>/mahni/", duty_views.drop, name="duty_drop"),
    path(f"{STAFF}<int:pk>/zadalzhenie/<int:duty>/varni/", duty_views.take_in, name="duty_take_in"),
    path(f"{STAFF}<int:pk>/zadalzhenie/<int:duty>/izpalneno/", duty_views.done, name="duty_done"),
    path(f"{STAFF}<int:pk>/izpalneno/<int:done>/varni/", duty_views.take_back, name="take_back"),
    path(f"{STAFF}<int:pk>/dokument/", paper_views.attach, name="attach"),
    path(f"{STAFF}<int:pk>/dokument/<int:paper>/", paper_views.paper, name="paper"),
    path(f"{STAFF}<int:pk>/dokument/<int:paper>/mahni/", paper_views.detach, name="detach"),
]
