"""Index cards and the one door to find them."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "ramo.search"
    label = "search"
