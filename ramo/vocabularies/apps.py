"""Loaded lists: areas, topics, settlements, occupations."""

from django.apps import AppConfig


class VocabulariesConfig(AppConfig):
    name = "ramo.vocabularies"
    label = "vocabularies"
