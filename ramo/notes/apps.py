"""A district's or a library's word beside a national text; never a copy of it."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "ramo.notes"
    label = "notes"
