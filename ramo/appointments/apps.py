"""Hours that a partner gives: slots, and who comes when."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "ramo.appointments"
    label = "appointments"

    def ready(self) -> None:
        from ramo.seats.owners import own

        from .telling import OWN

        own(OWN)
