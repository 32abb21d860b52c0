"""The desk act: print, refer, log, wipe."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "ramo.desk"
    label = "desk"
