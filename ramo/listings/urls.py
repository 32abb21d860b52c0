"""Addresses of this room. The number of an offer finds it; what follows is for people."""

from django.urls import path

from . import paper_views, report_views, views
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
for kind in ROOMS:
    urlpatterns += [
        path(f"{kind}/<int:pk>/list/", paper_views.sheet, {"kind": kind}, name="sheet"),
        path(f"{kind}/<int:pk>/list.pdf", paper_views.pdf, {"kind": kind}, name="pdf"),
        path(f"{kind}/<int:pk>/promyana/", report_views.report, {"kind": kind}, name="report"),
    ]
