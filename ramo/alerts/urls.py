"""Addresses of this room."""

from django.urls import path

from . import feed_views, own_views, paper_views, views

app_name = "alerts"
urlpatterns = [
    path("tarsene/novo.atom", feed_views.atom, name="atom"),
    path("tarsene/novo.json", feed_views.json_feed, name="json"),
    path("pisma/", views.start, name="start"),
    path("pisma/pratihme/", views.sent, name="sent"),
    path("pisma/moite/", views.way_in, name="way_in"),
    path("pisma/da/<str:token>/", own_views.confirm, name="confirm"),
    path("pisma/moite/<str:token>/", own_views.own, name="own"),
    path("pisma/moite/<str:token>/<int:pk>/", own_views.change, name="change"),
    path("pisma/moite/<str:token>/iztriy/", own_views.delete_all, name="delete_all"),
    path("pisma/stiga/<str:token>/", own_views.stop, name="stop"),
    path("rabotno-myasto/ponedelnik/", paper_views.monday, name="monday"),
    path("rabotno-myasto/ponedelnik/nov/", paper_views.keep, name="keep"),
    path("rabotno-myasto/ponedelnik/list/", paper_views.sheet, name="paper_sheet"),
    path("rabotno-myasto/ponedelnik/otpechatano/", paper_views.printed, name="printed"),
    path("rabotno-myasto/ponedelnik/<int:number>/kray/", paper_views.end, name="end_paper"),
]
