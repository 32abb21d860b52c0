"""Addresses without a language."""

from django.urls import path

from . import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("healthz", views.healthz, name="healthz"),
]
