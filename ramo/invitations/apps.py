"""A library asks an expert of an institution for a talk or desk hours."""

from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "ramo.invitations"
    label = "invitations"
