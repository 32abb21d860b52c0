"""Addresses of this room. The number of an offer finds it; what follows is for people."""

from django.urls import path

from . import (
    board_views,
    correction_views,
    edit_views,
    occupation_views,
    office_views,
    paper_views,
    report_views,
    views,
)
from .lookup import ROOMS

app_name = "listings"
urlpatterns = [
    path("obyavi/", views.vacancies, name="vacancy_list"),
    path("kursove/", views.courses, name="course_list"),
    path("finansirane/", views.calls, name="call_list"),
    path("kultura/", views.products, name="culture_list"),
    path("obyava/<int:pk>-<slug:slug>/", views.vacancy, name="vacancy"),
    path("kurs/<int:pk>-<slug:slug>/", views.course, name="course"),
    path("finansirane/<int:pk>-<slug:slug>/", views.call, name="call"),
    path("kultura/<int:pk>-<slug:slug>/", views.culture, name="culture"),
]
urlpatterns += [
    path("tablo/biblioteka/<slug:number>/", board_views.library_board, name="library_board"),
    path("tablo/biblioteka/<slug:number>/<slug:paper>.pdf", board_views.library_board_pdf, name="library_board_pdf"),
    path("tablo/oblast/<slug:code>/", board_views.district_board, name="district_board"),
    path("tablo/oblast/<slug:code>/<slug:paper>.pdf", board_views.district_board_pdf, name="district_board_pdf"),
]
OFFER = "rabotno-myasto/oferti/<slug:kind>/<int:pk>/"
urlpatterns += [
    path("rabotno-myasto/oferti/", edit_views.offers, name="offers"),
    path("rabotno-myasto/oferti/ot-byuroto/", office_views.from_office, name="from_office"),
    path("rabotno-myasto/oferti/saobshtenie/<int:pk>/otgovor/", edit_views.answer, name="answer"),
    path("rabotno-myasto/oferti/<slug:kind>/nova/", edit_views.new, name="new"),
    path(OFFER, edit_views.edit, name="edit"),
    path("rabotno-myasto/oferti/obyava/<int:pk>/profesiya/", occupation_views.correct, name="correct_occupation"),
    path(f"{OFFER}vyarno/", edit_views.confirm, name="confirm"),
    path(f"{OFFER}svali/", edit_views.withdraw, name="withdraw"),
    path(f"{OFFER}varni/", edit_views.restore, name="restore"),
    path(f"{OFFER}izbor/<int:sighting>/", correction_views.choose, name="choose"),
    path(f"{OFFER}otdeli/<int:sighting>/", edit_views.split, name="split"),
]
for kind in ROOMS:
    urlpatterns += [
        path(f"{kind}/<int:pk>/list/", paper_views.sheet, {"kind": kind}, name="sheet"),
        path(f"{kind}/<int:pk>/list.pdf", paper_views.pdf, {"kind": kind}, name="pdf"),
        path(f"{kind}/<int:pk>/promyana/", report_views.report, {"kind": kind}, name="report"),
    ]
