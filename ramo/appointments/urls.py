"""Addresses of this room."""

from django.urls import path

from . import days_off_views, desk_views, district_views, library_views, views

_DESK = "rabotno-myasto/chasove/"
_SLOT = "rabotno-myasto/chas/<int:pk>/"

app_name = "appointments"
urlpatterns = [
    path("chasove/", views.hours, name="hours"),
    path("chasove/biblioteka/<slug:number>/", views.at_library, name="at_library"),
    path("chasove/<int:pk>/", views.schedule, name="schedule"),
    path("moyat-chas/", views.find, name="find"),
    path("moyat-chas/<str:token>/", views.mine, name="mine"),
    path("moyat-chas/<str:token>/belezhka/", views.slip, name="slip"),
    path("moyat-chas/<str:token>/kalendar.ics", views.calendar, name="calendar"),
    path("moyat-chas/<str:token>/otkazhi/", views.give_up, name="give_up"),
    path("moyat-chas/<str:token>/drug/", views.choose_another, name="choose_another"),
    path(_DESK, desk_views.overview, name="overview"),
    path(f"{_DESK}oblast/", district_views.district, name="district"),
    path(f"{_DESK}novi/", desk_views.new, name="new"),
    path(f"{_DESK}<int:pk>/", desk_views.edit, name="edit"),
    path(f"{_DESK}<int:pk>/kray/", desk_views.stop, name="stop"),
    path(f"{_DESK}pochivni-dni/", days_off_views.days_off, name="days_off"),
    path(f"{_DESK}pochivni-dni/<int:pk>/mahni/", days_off_views.end, name="end_day_off"),
    path(f"{_DESK}<int:pk>/nomer/", library_views.walk_in, name="walk_in"),
    path(f"{_DESK}<int:pk>/zaeto/", library_views.full_sign, name="full_sign"),
    path(f"{_DESK}nomer/<int:pk>/", library_views.serve, name="serve"),
    path(f"{_DESK}den/<slug:number>/<str:on>/", library_views.day, name="day"),
    path(f"{_DESK}den/<slug:number>/<str:on>/list/", library_views.day_list, name="day_list"),
    path(f"{_DESK}den/<slug:number>/<str:on>/list.pdf", library_views.day_file, name="day_pdf"),
    path(f"{_SLOT}premesti/", desk_views.move, name="move"),
    path(f"{_SLOT}otmeni/", desk_views.call_off, name="call_off"),
    path(f"{_SLOT}zapishi/", library_views.book_for, name="book_for"),
    path(f"{_SLOT}doyde/<int:claim>/", library_views.mark, name="mark"),
    path(f"{_SLOT}otkazhi/<int:claim>/", library_views.give_up_for, name="give_up_for"),
    path(f"{_SLOT}obaden/<int:claim>/", library_views.called, name="called"),
]
