"""Campaigns that many libraries give together: kits, editions, progress."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "ramo.campaigns"
    label = "campaigns"
