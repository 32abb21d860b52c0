"""The office's page of letters: what waits, what left, what came back, and why."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "ramo.letters"
    label = "letters"
