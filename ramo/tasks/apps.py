"""What a person should do today."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "ramo.tasks"
    label = "tasks"
