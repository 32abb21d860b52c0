"""ramo create-staff EMAIL --role …: opens an account and prints a link to set its password."""

from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from ramo.accounts import actions as accounts
from ramo.accounts.links import password_link
from ramo.accounts.models import User
from ramo.network import actions
from ramo.network.data import NewPerson, NewPlace
from ramo.network.errors import AlreadyHasPlace, AlreadyInNetwork, NotInNetwork
from ramo.network.models import Institution, Library
from ramo.network.roles import Role
from ramo.vocabularies.models import District

PLACES = {Role.LIBRARIAN: "library", Role.COORDINATOR: "district", Role.PARTNER: "institution"}
ROWS = {"library": Library, "district": District, "institution": Institution}
EXAMPLES = {"library": "--library 33", "district": "--district MON", "institution": "--institution noi"}


class Command(BaseCommand):
    help = "Opens an account for a person of the network. No password is typed here: a one-time link is printed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the work e-mail")
        parser.add_argument("--role", help=", ".join(Role.values))
        parser.add_argument("--library", metavar="NUMBER", help="for a librarian: register number, or our own L-…")
        parser.add_argument("--join", action="store_true", help="the library joins the network, if it has not yet")
        parser.add_argument("--district", metavar="CODE", help="for a coordinator: MON, VID …")
        parser.add_argument("--institution", metavar="KEY", help="for a partner: noi, nap …")
        parser.add_argument("--name", default="", help="seen by colleagues only")
        parser.add_argument("--language", choices=User.Language.values, default="bg", help="of the letters")
        parser.add_argument("--again", action="store_true", help="only print a new link for an account that exists")
        parser.add_argument("--forget-app", action="store_true", help="with --again: for a lost telephone")

    def handle(self, *, email: str, again: bool, **options: Any) -> None:
        email = email.strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        user = self._known(email, **options) if again else self._new(email, **options)
        self.stdout.write(f"{user.email}: set the password here within three days (the link works once):")
        self.stdout.write(f"  {password_link(user)}")
        if user.requires_totp:
            self.stdout.write("At the first signing in the person sets up an app for codes on a telephone.")

    def _known(self, email: str, *, forget_app: bool = False, **_: Any) -> User:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is no account {email}. Leave out --again to open one.")
        if forget_app:
            accounts.forget_app(user, by=None)
        return user

    @transaction.atomic
    def _new(self, email: str, *, role: str | None, name: str, language: str, **options: Any) -> User:
        place = _place(role, options)
        if options.get("join") and place.library_id:
            _join(place.library_id)
        try:
            return actions.invite(NewPerson(email, name, language), place, by=None)
        except AlreadyHasPlace as refusal:
            raise CommandError(f"{email} is {role} there already. For a new link add --again.") from refusal
        except NotInNetwork as refusal:
            raise CommandError(
                f"Library {place.library_id} has not joined the network. Add --join, or let it join on the staff pages."
            ) from refusal


def _join(number: str) -> None:
    with suppress(AlreadyInNetwork):
        actions.join_network(Library.objects.get(pk=number), by=None)


def _place(role: str | None, options: dict[str, Any]) -> NewPlace:
    if role not in Role.values:
        raise CommandError(f"--role is one of {', '.join(Role.values)}, not {role}.")
    column = PLACES.get(Role(role))
    for name in ROWS:
        if options.get(name) and name != column:
            raise CommandError(f"A {role} has no --{name}." + (f" Write {EXAMPLES[column]}." if column else ""))
    if column is None:
        return NewPlace(role)
    key = options.get(column)
    if not key:
        raise CommandError(f"A {role} needs a place: {EXAMPLES[column]}.")
    if not ROWS[column].objects.filter(pk=key).exists():  # type: ignore[attr-defined]
        raise CommandError(f"There is no {column} {key!r}.")
    return NewPlace(role, **{f"{column}_id": key})
