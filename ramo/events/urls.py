"""Addresses of this room. The number of an event finds it; what follows is for people."""

from django.urls import path

from . import (
    desk_views,
    door_views,
    feed_views,
    offer_views,
    outcome_views,
    own_views,
    people_views,
    print_views,
    source_views,
    views,
)

app_name = "events"
MONTH = "sabitiya/<int:year>-<int:month>/programa/"
urlpatterns = [
    path("sabitiya/", views.events_list, name="events_list"),
    path("sabitiya/<int:year>-<int:month>/", views.month, name="month"),
    path("sabitiya/kalendar.ics", feed_views.followed_calendar, name="followed_calendar"),
    path("sabitiya/novo.atom", feed_views.atom, name="atom"),
    path("sabitiya/novo.json", feed_views.json_feed, name="json"),
    path("sabitie/<int:pk>-<slug:slug>/", views.event, name="event"),
    path("sabitie/<int:pk>/kalendar.ics", views.calendar, name="calendar"),
    path("sabitie/<int:pk>/zapisvane/<slug:number>/", own_views.register, name="register"),
    path("sabitie/<int:pk>/kak-beshe/<slug:number>/", outcome_views.outcome, name="outcome"),
    path("kakvo-stana/", outcome_views.follow_up, name="follow_up"),
    path("sabitie/<int:pk>/plakat/<slug:number>/", print_views.poster, name="poster"),
    path("sabitie/<int:pk>/plakat/<slug:number>.pdf", print_views.poster_pdf, name="poster_pdf"),
    path(f"{MONTH}<slug:number>/", print_views.leaflet, name="leaflet"),
    path(f"{MONTH}<slug:number>.pdf", print_views.leaflet_pdf, name="leaflet_pdf"),
    path(f"{MONTH}oblast/<slug:code>/", print_views.district_leaflet, name="district_leaflet"),
    path(f"{MONTH}oblast/<slug:code>.pdf", print_views.district_leaflet_pdf, name="district_leaflet_pdf"),
    path("zapis/<str:token>/", own_views.own, name="own"),
    path("zapis/<str:token>/idvam/", own_views.accept, name="accept"),
    path("zapis/<str:token>/otkaz/", own_views.leave, name="leave"),
    path("zapis/<str:token>/drugade/", own_views.move, name="move"),
]

STAFF = "rabotno-myasto/sabitiya/"
HOST = f"{STAFF}<int:pk>/"
DOOR = "rabotno-myasto/vhod/"  # its worker keeps what lies below it
CLAIM = f"{HOST}hora/<int:number>/"
urlpatterns += [
    path(STAFF, desk_views.events, name="events"),
    path(f"{STAFF}novo/", desk_views.new, name="new"),
    path(f"{STAFF}sabitie/<int:pk>/", desk_views.edit, name="edit"),
    path(f"{STAFF}sabitie/<int:pk>/publikuvai/", desk_views.publish, name="publish"),
    path(f"{STAFF}sabitie/<int:pk>/predlozhenie/", offer_views.offered, name="offered"),
    path(f"{STAFF}sabitie/<int:pk>/predlozhenie/publikuvai/", offer_views.publish_offered, name="publish_offered"),
    path(f"{STAFF}publikuvat-sami/", offer_views.publishers, name="publishers"),
    path(f"{STAFF}sabitie/<int:pk>/iztochnik/", source_views.choose, name="choose"),
    path(f"{STAFF}sabitie/<int:pk>/otmeni/", desk_views.call_off, name="call_off"),
    path(f"{HOST}hora/", people_views.people, name="people"),
    path(f"{HOST}vhod/", people_views.door_list, name="door_list"),
    path(f"{HOST}obazhdane/", people_views.call_list, name="call_list"),
    path(f"{HOST}vhod.pdf", print_views.door_list_pdf, name="door_list_pdf"),
    path(f"{HOST}obazhdane.pdf", print_views.call_list_pdf, name="call_list_pdf"),
    path(f"{HOST}karti/", outcome_views.outcome_sheet, name="outcome_sheet"),
    path(f"{HOST}broy/", people_views.headcount, name="headcount"),
    path(DOOR, door_views.page, name="door"),
    path(f"{DOOR}sw.js", door_views.worker, name="door_worker"),
    path(f"{DOOR}vrazka/", door_views.state, name="door_state"),
    path(f"{DOOR}sinhronizirai/", door_views.sync, name="door_sync"),
    path(f"{CLAIM}obaden/", people_views.called, name="called"),
    path(f"{CLAIM}otkaz/", people_views.leave, name="give_up"),
    path(f"{CLAIM}idva/", people_views.accept, name="take_up"),
    path(f"{CLAIM}drugade/", people_views.move, name="shift"),
    path(f"{CLAIM}doyde/", people_views.check_in, name="check_in"),
]
