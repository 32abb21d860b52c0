"""Whether what stands is still true: links and contents watched, partners asked by a signed link."""

from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "ramo.watch"
    label = "watch"
