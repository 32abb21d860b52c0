"""Dated offers: vacancies, courses, funding calls and cultural products, one table a kind."""

from django.apps import AppConfig


class ListingsConfig(AppConfig):
    name = "ramo.listings"
    label = "listings"

    def ready(self) -> None:
        from ramo.trust.links import keep

        from . import links

        keep(*links.keepers())
