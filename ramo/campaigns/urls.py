"""Addresses of campaigns."""

from django.urls import path

from . import desk_views, library_views, material_views, report_views, views

app_name = "campaigns"
ONE = "kampaniya/<slug:slug>/"
STAFF = "rabotno-myasto/kampanii/"
EDITION = f"{STAFF}<slug:slug>/"
LIBRARY = f"{EDITION}biblioteka/<slug:number>/"
urlpatterns = [
    path("kampanii/", views.campaigns, name="campaigns"),
    path(ONE, views.campaign, name="campaign"),
    path(f"{ONE}biblioteka/<slug:number>/", views.library_campaign, name="library_campaign"),
    path(f"{ONE}karta/<slug:number>/", views.card, name="card"),
    path(f"{ONE}list/<slug:key>/<slug:number>/", views.paper, name="paper"),
    path(f"{ONE}list/<slug:key>/<slug:number>.pdf", views.paper_pdf, name="paper_pdf"),
    path(STAFF, desk_views.campaigns_desk, name="campaigns_desk"),
    path(f"{STAFF}nova/<slug:kit>/", desk_views.new, name="new"),
    path(EDITION, desk_views.edit, name="edit"),
    path(f"{EDITION}tseli/", desk_views.set_target, name="set_target"),
    path(f"{EDITION}otvori/", desk_views.open_, name="open"),
    path(f"{EDITION}vyarno/", desk_views.confirm, name="confirm"),
    path(f"{EDITION}data/<int:pk>/", desk_views.confirm_date, name="confirm_date"),
    path(f"{EDITION}priklyuchi/", desk_views.close, name="close"),
    path(f"{EDITION}otnovo/", desk_views.repeat, name="repeat"),
    path(f"{EDITION}napredak/", desk_views.board, name="board"),
    path(f"{EDITION}otchet/", report_views.report, name="report"),
    path(f"{EDITION}otchet.pdf", report_views.report_pdf, name="report_pdf"),
    path(f"{EDITION}otchet.csv", report_views.report_csv, name="report_csv"),
    path(f"{EDITION}materiali/", material_views.materials, name="materials"),
    path(f"{EDITION}materiali/<slug:key>/", material_views.write_material, name="write_material"),
    path(f"{EDITION}materiali/<slug:key>/vyarno/", material_views.confirm_material, name="confirm_material"),
    path(LIBRARY, library_views.library_desk, name="library_desk"),
    path(f"{LIBRARY}vlez/", library_views.join, name="join"),
    path(f"{LIBRARY}izlez/", library_views.leave, name="leave"),
    path(f"{LIBRARY}zadacha/<int:pk>/", library_views.done, name="done"),
    path(f"{LIBRARY}zadacha/<int:pk>/den/", library_views.own_day, name="own_day"),
    path(f"{LIBRARY}popitay/", library_views.ask_anew, name="ask_anew"),
    path(f"{LIBRARY}karti/", library_views.paper_cards, name="paper_cards"),
]
