"""Addresses of this room."""

from django.urls import path

from . import desk_views, edit_views, paper_views, report_views, views

app_name = "resources"
urlpatterns = [
    path("nuzhda/", views.needs, name="needs"),
    path("nuzhda/<slug:key>/", views.need, name="need"),
    path("nuzhda/<slug:key>/list/", paper_views.need_sheet, name="need_sheet"),
    path("nuzhda/<slug:key>/list.pdf", paper_views.need_pdf, name="need_pdf"),
    path("nuzhda/<slug:key>/promyana/", report_views.report_need, name="report_need"),
    path("resurs/<slug:key>/", views.resource, name="resource"),
    path("resurs/<slug:key>/list/", paper_views.resource_sheet, name="resource_sheet"),
    path("resurs/<slug:key>/list.pdf", paper_views.resource_pdf, name="resource_pdf"),
    path("resurs/<slug:key>/promyana/", report_views.report_change, name="report_change"),
    path("rabotno-myasto/za-pregled/", desk_views.review, name="review"),
    path("rabotno-myasto/za-pregled/<slug:kind>/<slug:key>/", desk_views.confirm, name="confirm"),
    path("rabotno-myasto/saobshtenie/<int:pk>/", desk_views.answer, name="answer"),
    path("rabotno-myasto/resurs/", edit_views.new_resource, name="resource_new"),
    path("rabotno-myasto/resurs/<slug:key>/", edit_views.edit_resource, name="resource_edit"),
    path("rabotno-myasto/nuzhda/<slug:key>/", edit_views.edit_need, name="need_edit"),
    path("rabotno-myasto/sastoyanie/<slug:kind>/<slug:key>/", edit_views.move, name="move"),
]
