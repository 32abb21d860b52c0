"""Agreements with institutions, what each side owes, until when."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "ramo.partnerships"
    label = "partnerships"
