"""A library on paper: the sign for its door and stickers."""

from django.apps import AppConfig


class SignsConfig(AppConfig):
    name = "ramo.signs"
    label = "signs"
