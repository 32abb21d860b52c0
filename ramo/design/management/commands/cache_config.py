"""`ramo cache-config`: prints what the shared cache must know of the site, for nginx."""

from typing import Any

from django.core.management.base import BaseCommand

from ramo.design.shared_cache import cache_configuration


class Command(BaseCommand):
    help = "Prints deploy/nginx/shared_cache.conf."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(cache_configuration(), ending="")
