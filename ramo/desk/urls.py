"""Addresses of this room: the workplace of a library."""

from django.urls import path

from . import desk_views, figures_views, handout_views, offline_views, paper_views, slip_views

app_name = "desk"
urlpatterns = [
    path("rabotno-myasto/", desk_views.desk, name="desk"),
    path("rabotno-myasto/zadachi/", desk_views.tasks, name="tasks"),
    path("rabotno-myasto/zapis/", desk_views.log, name="log"),
    path("rabotno-myasto/zapis/otmeni/", desk_views.undo, name="undo"),
    path("rabotno-myasto/krai/", desk_views.end_session, name="end_session"),
    path("rabotno-myasto/chisto/", desk_views.clean, name="clean"),
    path("rabotno-myasto/koshnitsa/dobavi/", handout_views.add, name="basket_add"),
    path("rabotno-myasto/koshnitsa/", handout_views.change, name="basket_change"),
    path("rabotno-myasto/listovka/", handout_views.handout, name="handout"),
    path("rabotno-myasto/listovka/otpechatai/", handout_views.record, name="handout_record"),
    path("rabotno-myasto/listovka/pdf/", handout_views.handout_to_keep, name="handout_pdf"),
    path("rabotno-myasto/sw.js", offline_views.service_worker, name="worker"),
    path("rabotno-myasto/bez-internet/", offline_views.offline, name="offline"),
    path("rabotno-myasto/vrazka/", offline_views.state, name="state"),
    path("rabotno-myasto/sinhronizirai/", offline_views.sync, name="sync"),
    path("rabotno-myasto/zapazeni-listove/", offline_views.kept_sheets, name="kept_sheets"),
    path("rabotno-myasto/list-za-broene/", paper_views.tally, name="tally"),
    path("rabotno-myasto/ot-hartiya/", paper_views.paper, name="paper"),
    path("rabotno-myasto/ot-hartiya/otmeni/", paper_views.undo, name="paper_undo"),
    path("rabotno-myasto/belezhka/", slip_views.slip, name="slip"),
    path("rabotno-myasto/belezhka/pechat/", slip_views.slip_to_print, name="slip_print"),
    path("belezhka/", slip_views.arrived, name="arrived"),
    path("rabotno-myasto/chisla/", figures_views.figures, name="figures"),
]
