"""Scarce places: a pool, claims in the order they came, the single assigner, the waiting list."""

from django.apps import AppConfig


class SeatsConfig(AppConfig):
    name = "ramo.seats"
    label = "seats"
