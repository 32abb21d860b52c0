"""Addresses of this room: the workplace of a library."""

from django.urls import path

from . import desk_views, figures_views, handout_views

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
    path("rabotno-myasto/chisla/", figures_views.figures, name="figures"),
]
